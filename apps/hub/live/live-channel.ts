import { ApiProblem, type ServerSentEvent } from '@ledgerdesk/client';
import { canLead, inLeadingTab } from './leading-tab.js';
import { onWake } from './wake.js';

/** Message between the tabs of a browser. The one that leads says so, forwards events, and answers others. */
type TabMessage =
  | { readonly kind: 'lead' }
  | { readonly kind: 'event'; readonly event: ServerSentEvent }
  | { readonly kind: 'ask'; readonly isNew: boolean }
  | { readonly kind: 'answer' }
  | { readonly kind: 'snapshot'; readonly events: readonly ServerSentEvent[] };

/** Follows a stream until the signal is aborted, after an event if one is known. */
export type FollowStream = (lastEventId: string | undefined, signal: AbortSignal) => AsyncIterable<ServerSentEvent>;

/** A stream that tabs share. */
export interface SharedStream {
  readonly follow: FollowStream;
  readonly onEvent: (event: ServerSentEvent) => void;
  /** The reader has no right to the stream any more. */
  readonly onFailure: (error: unknown) => void;
  /**
   * Events from a first to a last one, as of a chat: a tab has to know all of them, and a stream that ends is over.
   * Others are followed from now on, and again when they end.
   */
  readonly isWhole?: boolean;
  /** Events that a tab opened later needs, in order: the stream does not send them again. */
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
  /** Undefined where each tab follows the stream itself: another tab's events do not fill this tab's gaps. */
  private readonly channel: BroadcastChannel | undefined;
  private readonly signs = new Set<() => void>();
  private lastEventId: string | undefined;
  private failures = 0;
  private isLeading = false;
  /** True once this tab has every event of the leading tab. */
  private isTold = false;
  private connection = new AbortController();

  constructor(
    private readonly name: string,
    private readonly stream: SharedStream,
    private readonly signal: AbortSignal,
  ) {
    if (!canLead()) return;
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
    this.channel?.close();
  }

  private ask(): void {
    this.send({ kind: 'ask', isNew: !this.isTold });
  }

  private hear(message: TabMessage): void {
    if (message.kind === 'ask') return this.answer(message.isNew);
    for (const listen of this.signs) listen();
    // The tab that was asked may be closed or frozen.
    if (message.kind === 'lead' && !this.isTold) this.ask();
    if (message.kind === 'snapshot') this.learn(message.events);
    if (message.kind === 'event' && this.canTake()) this.receive(message.event);
  }

  /** False while there is a gap before events that are forwarded: this tab would resume after the gap. */
  private canTake(): boolean {
    return this.isTold || this.stream.isWhole !== true;
  }

  private learn(events: readonly ServerSentEvent[]): void {
    this.isTold = true;
    for (const event of events) this.receive(event);
  }

  private answer(isNew: boolean): void {
    if (!this.isLeading) return;
    this.send(isNew ? { kind: 'snapshot', events: this.stream.snapshot?.() ?? [] } : { kind: 'answer' });
  }

  private send(message: TabMessage): void {
    if (!this.signal.aborted) this.channel?.postMessage(message);
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
    this.send({ kind: 'lead' });
    const leave = (): void => this.connection.abort();
    leading.addEventListener('abort', leave, { once: true });
    try {
      let isOver = false;
      while (!leading.aborted && !isOver) isOver = await this.followOnce();
    } finally {
      this.isLeading = false;
      // Another tab has led for a while, if this one was frozen.
      this.isTold = false;
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
      if (this.stream.isWhole === true && !signal.aborted) return true;
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
