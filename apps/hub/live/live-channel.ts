import { ApiProblem, type ServerSentEvent } from '@ledgerdesk/client';
import { inLeadingTab } from './leading-tab.js';
import { onWake } from './wake.js';

/** Message between the tabs of a browser. The one that leads forwards events, and answers others. */
type TabMessage =
  | { readonly kind: 'event'; readonly event: ServerSentEvent }
  | { readonly kind: 'ask'; readonly isNew: boolean }
  | { readonly kind: 'answer' };

/** Follows a stream until the signal is aborted, after an event if one is known. */
export type FollowStream = (lastEventId: string | undefined, signal: AbortSignal) => AsyncIterable<ServerSentEvent>;

/** A stream that tabs share. */
export interface SharedStream {
  readonly follow: FollowStream;
  readonly onEvent: (event: ServerSentEvent) => void;
  /** The reader has no right to the stream any more. */
  readonly onFailure: (error: unknown) => void;
  /** A stream that ends is over. Others are followed again. */
  readonly closes?: boolean;
  /** What a tab that comes later has to know, as events: the stream does not send it again. */
  readonly snapshot?: () => readonly ServerSentEvent[];
}

const BAD_REQUEST = 400;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;

/** Returns true for the refusal of a status. */
const isRefused = (failure: unknown, ...statuses: readonly number[]): boolean =>
  failure instanceof ApiProblem && statuses.includes(failure.status);

/** Resolves after a time, or when one of the signals is aborted. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });

/** This tab's part of a shared stream. */
class StreamTab {
  private readonly channel: BroadcastChannel;
  private readonly signs = new Set<() => void>();
  private lastEventId: string | undefined;
  private failures = 0;
  private isLeading = false;
  private isNew = true;
  private connection = new AbortController();

  constructor(
    private readonly name: string,
    private readonly stream: SharedStream,
    private readonly signal: AbortSignal,
  ) {
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }: MessageEvent<TabMessage>) => this.hear(data);
  }

  /** Resolves when the tab has left. Rejects with the refusal of a reader who has no right to the stream. */
  async run(): Promise<void> {
    const stopWaking = onWake(() => this.reconnect());
    const calls = {
      ask: () => this.ask(),
      onSign: (listen: () => void) => {
        this.signs.add(listen);
        return () => this.signs.delete(listen);
      },
    };
    try {
      await inLeadingTab(this.name, this.signal, calls, (leading) => this.lead(leading));
    } finally {
      stopWaking();
    }
  }

  close(): void {
    this.channel.close();
  }

  private ask(): void {
    this.send({ kind: 'ask', isNew: this.isNew });
    this.isNew = false;
  }

  private hear(message: TabMessage): void {
    if (message.kind === 'ask') return this.answer(message.isNew);
    for (const listen of this.signs) listen();
    if (message.kind === 'event') this.receive(message.event);
  }

  private answer(isNew: boolean): void {
    if (!this.isLeading) return;
    this.send({ kind: 'answer' });
    if (isNew) for (const event of this.stream.snapshot?.() ?? []) this.send({ kind: 'event', event });
  }

  private send(message: TabMessage): void {
    if (!this.signal.aborted) this.channel.postMessage(message);
  }

  private receive(event: ServerSentEvent): void {
    if (event.id !== undefined) this.lastEventId = event.id;
    this.stream.onEvent(event);
  }

  /** Follows the stream at once, after the last event, whatever became of the connection. */
  private reconnect(): void {
    this.failures = 0;
    this.connection.abort();
  }

  private async lead(leading: AbortSignal): Promise<void> {
    this.isLeading = true;
    const leave = (): void => this.connection.abort();
    leading.addEventListener('abort', leave, { once: true });
    try {
      let isOver = false;
      while (!leading.aborted && !isOver) isOver = await this.followOnce();
    } finally {
      this.isLeading = false;
    }
  }

  /** Resolves with true when the stream is over. */
  private async followOnce(): Promise<boolean> {
    this.connection = new AbortController();
    const { signal } = this.connection;
    try {
      for await (const event of this.stream.follow(this.lastEventId, signal)) {
        this.failures = 0;
        this.send({ kind: 'event', event });
        this.receive(event);
      }
      if (this.stream.closes === true && !signal.aborted) return true;
    } catch (failure) {
      if (isRefused(failure, 401, 403)) throw failure;
      // The engine does not know the event: its log may be another one, as after a restore.
      if (isRefused(failure, BAD_REQUEST)) this.lastEventId = undefined;
    }
    await pause(Math.min(FIRST_DELAY_MS * 2 ** this.failures, LONGEST_DELAY_MS), signal);
    this.failures += 1;
    return false;
  }
}

/**
 * Shares one event stream among the tabs of a browser, which allows six connections per server. One tab follows the
 * stream and forwards events to the others. When it is closed or frozen, another tab resumes after the last event it
 * received. A stream that fails is followed again after a while, unless the reader has no right to it any more.
 *
 * Returns a function that leaves the stream.
 */
export const shareStream = (name: string, stream: SharedStream): (() => void) => {
  const leaving = new AbortController();
  const tab = new StreamTab(name, stream, leaving.signal);
  tab.run().catch(stream.onFailure);
  return () => {
    leaving.abort();
    tab.close();
  };
};
