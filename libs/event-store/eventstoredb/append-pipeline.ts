import { type AppendResult, DeadlineExceededError } from '@eventstore/db-client';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { AppendedOutOfOrder, StoreFailed } from '../errors.js';
import type { EventRun } from '../port.js';
import type { AppendRequest } from './append-request.js';
import { isTransient } from './retry.js';

/** Appends that are sent before the oldest of them is acknowledged, at most, and bytes of them. */
export const APPENDS_IN_FLIGHT = 500;
const BYTES_IN_FLIGHT = 4 * 1_048_576;

/** A call whose appends the server records in the order in which they are sent. */
export interface OrderedCall {
  /** Rejects at once when the call has ended. */
  append(request: AppendRequest): Promise<AppendResult>;
  /** Called with the error of an append that was not acknowledged. */
  failed(error: unknown): void;
  /** Rejects what is not answered. */
  close(reason?: Error): void;
}

/** A server to which runs of events are appended. */
interface PipelineServer {
  encode(run: EventRun): AppendRequest;
  /** Appends one run with retries, or finds that it is recorded. */
  append(run: EventRun): Promise<{ readonly position: Position }>;
  /** Resolves to undefined if the server does not record appends in order now. */
  open(): Promise<OrderedCall | undefined>;
  /** The call is given up if the server is silent for this long while an append waits, in ms. */
  readonly silenceMs: number;
}

/** A run that was sent, and its answer. */
interface Sent {
  readonly run: EventRun;
  readonly bytes: number;
  readonly answer: Promise<AppendResult>;
}

const positionOf = ({ position }: AppendResult): Position | undefined => position && String(position.commit);

/**
 * Appends runs of events in order and sends many before the first is acknowledged. The log always contains a prefix of
 * them.
 *
 * A run is appended alone, when all before it are acknowledged, if those behind it might be recorded without it: the
 * first one, which a server that has just started may refuse, and one that is larger than any before, which may exceed
 * the server's limit. When a run is not acknowledged, nothing more is sent; all that were sent since are appended
 * again, one after another, and those that are recorded are found by their ids.
 */
export class AppendPipeline {
  #call: OrderedCall | undefined;
  #sent: Sent[] = [];
  #bytes = 0;
  /** Bytes of the largest run that was recorded. */
  #largest = 0;
  /** Position of the last run. */
  #last: Position | undefined;
  /** The first error of the call. */
  #failure: unknown;
  /** Runs until a call is opened again, after the server had none. */
  #wait = 0;

  constructor(private readonly server: PipelineServer) {}

  /**
   * Resolves once every run is recorded. Rejects with the error of the first run that cannot be recorded, or with
   * AppendedOutOfOrder if the log has later runs without it.
   */
  async run(runs: AsyncIterable<EventRun>): Promise<void> {
    try {
      for await (const run of runs) await this.#append(run);
      await this.#settleAll();
    } finally {
      this.#call?.close();
    }
  }

  async #append(run: EventRun): Promise<void> {
    const request = this.server.encode(run);
    while (this.#sent.length > 0 && (this.#failure !== undefined || this.#isFullWith(request)))
      await this.#settleOldest();
    if (this.#call && request.bytes <= this.#largest) this.#send(this.#call, run, request);
    else await this.#appendAlone(run, request.bytes);
  }

  #isFullWith({ bytes }: AppendRequest): boolean {
    return this.#sent.length >= APPENDS_IN_FLIGHT || this.#bytes + bytes > BYTES_IN_FLIGHT;
  }

  #send(call: OrderedCall, run: EventRun, request: AppendRequest): void {
    const answer = call.append(request);
    answer.catch((error: unknown) => {
      if (this.#call === call) this.#failure ??= error;
    });
    this.#sent.push({ run, bytes: request.bytes, answer });
    this.#bytes += request.bytes;
  }

  async #appendAlone(run: EventRun, bytes: number): Promise<void> {
    await this.#settleAll();
    this.#note(run, (await this.server.append(run)).position);
    this.#largest = Math.max(this.#largest, bytes);
    if (this.#call) return;
    this.#wait -= 1;
    if (this.#wait > 0) return;
    this.#call = await this.server.open();
    if (!this.#call) this.#wait = APPENDS_IN_FLIGHT;
  }

  async #settleAll(): Promise<void> {
    while (this.#sent.length > 0) await this.#settleOldest();
  }

  async #settleOldest(): Promise<void> {
    const [oldest] = this.#sent;
    if (!oldest) return;
    const [answer] = this.#failure === undefined ? await this.#answersTo([oldest]) : [];
    if (answer?.status !== 'fulfilled') return this.#repeatAll();
    this.#note(oldest.run, positionOf(answer.value));
    this.#sent.shift();
    this.#bytes -= oldest.bytes;
  }

  /** Waits for the answers, and gives up the call if the server is silent. */
  async #answersTo(sent: readonly Sent[]): Promise<readonly PromiseSettledResult<AppendResult>[]> {
    const { silenceMs } = this.server;
    const isSilent = (): void =>
      this.#call?.close(new DeadlineExceededError(undefined, `No answer to an append within ${silenceMs} ms.`));
    const timer = setTimeout(isSilent, silenceMs);
    return Promise.allSettled(sent.map(({ answer }) => answer)).finally(() => clearTimeout(timer));
  }

  /** Appends again what was not acknowledged. */
  async #repeatAll(): Promise<void> {
    const sent = this.#sent;
    const answers = await this.#answersTo(sent);
    this.#call?.failed(this.#failure);
    this.#call?.close();
    this.#call = undefined;
    [this.#sent, this.#bytes, this.#failure] = [[], 0, undefined];
    for (const [index, { run }] of sent.entries()) {
      const answer = answers[index];
      if (answer?.status === 'fulfilled') this.#note(run, positionOf(answer.value));
      else await this.#repeat(run, answers.slice(index + 1));
    }
  }

  async #repeat(run: EventRun, later: readonly PromiseSettledResult<AppendResult>[]): Promise<void> {
    try {
      this.#note(run, (await this.server.append(run)).position);
    } catch (error) {
      const isRefused = !(error instanceof StoreFailed && isTransient(error.cause));
      if (isRefused && later.some(({ status }) => status === 'fulfilled'))
        throw new AppendedOutOfOrder(run.stream, error);
      throw error;
    }
  }

  /** The log is in order if positions ascend. */
  #note({ stream }: EventRun, position: Position | undefined): void {
    if (position === undefined) return;
    if (this.#last !== undefined && comparePositions(position, this.#last) <= 0) throw new AppendedOutOfOrder(stream);
    this.#last = position;
  }
}
