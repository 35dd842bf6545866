import { errorCodeOf, messageOf, Pause, type Timers } from '@ledgerdesk/kernel';
import type { SignedCheckpoint } from '@ledgerdesk/tree-store';
import type { PublicationStatus, PublicationTarget } from './status.js';

/** Something that takes checkpoints. */
export interface CheckpointPublisher {
  readonly target: PublicationTarget;
  /** Shortest time from one checkpoint to the next, in ms: of those in between, only the last one is published. */
  readonly everyMs: number;
  /** `signal`: ends the attempt, because the process stops. */
  publish(checkpoint: SignedCheckpoint, signal: AbortSignal): Promise<void>;
  /** Ms after which the first checkpoint of this process is due. Default: at once. */
  dueInMs?(): Promise<number>;
}

type Failure = Required<Pick<PublicationStatus, 'message'>> & Pick<PublicationStatus, 'code'>;

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * Publishes the newest checkpoint to one target, beside the signing: a target that fails or is slow delays nothing, and
 * at most one checkpoint waits for it. Tries again after 1 s to 60 s.
 */
export class Publication {
  #waiting: SignedCheckpoint | undefined;
  #running: Promise<void> | undefined;
  readonly #stopping = new AbortController();
  #isFirst = true;
  #status: PublicationStatus;
  readonly #pause: Pause;

  constructor(
    private readonly publisher: CheckpointPublisher,
    timers: Timers,
    private readonly onStatus: () => void,
  ) {
    this.#pause = new Pause(timers);
    this.#status = { target: publisher.target, size: null };
  }

  get status(): PublicationStatus {
    return this.#status;
  }

  offer(checkpoint: SignedCheckpoint): void {
    if (this.#isStopped) return;
    this.#waiting = checkpoint;
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
  }

  /** Ends the attempt that is running: a target that does not answer delays no one. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#pause.end();
    await this.#running;
  }

  get #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #run(): Promise<void> {
    await this.#awaitFirst();
    for (let failures = 0; this.#waiting && !this.#isStopped;) {
      const checkpoint = this.#waiting;
      this.#waiting = undefined;
      const failure = await this.#attempt(checkpoint);
      failures = failure === undefined ? 0 : failures + 1;
      if (failure !== undefined) this.#waiting ??= checkpoint;
      if (!this.#isStopped) this.#report(checkpoint, failure);
      const pause = failures === 0 ? this.publisher.everyMs : FIRST_RETRY_MS * 2 ** (failures - 1);
      if (pause > 0 && !this.#isStopped)
        await this.#pause.for(Math.min(pause, Math.max(LONGEST_RETRY_MS, this.publisher.everyMs)));
    }
  }

  /** Waits until the first checkpoint is due. If that cannot be known, it is due. */
  async #awaitFirst(): Promise<void> {
    if (!this.#isFirst) return;
    this.#isFirst = false;
    const wait = (await this.publisher.dueInMs?.().catch(() => 0)) ?? 0;
    if (wait > 0 && !this.#isStopped) await this.#pause.for(wait);
  }

  async #attempt(checkpoint: SignedCheckpoint): Promise<Failure | undefined> {
    try {
      await this.publisher.publish(checkpoint, this.#stopping.signal);
      return undefined;
    } catch (error) {
      const code = errorCodeOf(error);
      return { message: messageOf(error), ...(code !== undefined && { code }) };
    }
  }

  #report({ size }: SignedCheckpoint, failure: Failure | undefined): void {
    const { target } = this.publisher;
    this.#status = failure === undefined ? { target, size } : { target, size: this.#status.size, ...failure };
    this.onStatus();
  }
}
