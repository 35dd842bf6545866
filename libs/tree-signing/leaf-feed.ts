import { ENGINE_STREAM_PREFIXES } from '@ledgerdesk/events';
import { type LeafPage, type LeafSource, leafOf, type LogMessage, type ReadableLog } from '@ledgerdesk/event-store';
import { Pause, type Position, type Timers } from '@ledgerdesk/kernel';

/** Leaves of a log as they come. */
export interface LeafFeed {
  /**
   * The leaves after a position, which is that of the page before. Waits a quarter of a second for them if there are
   * none: the page may be empty.
   */
  next(after: Position): Promise<LeafPage>;
  /** Ends a wait, and frees what the feed uses. */
  close(): void;
}

const WAIT_MS = 250;
const LEAVES_PER_PAGE = 2_000;

/** Reads the leaves that a log keeps beside its events. */
export class PolledLeaves implements LeafFeed {
  readonly #pause: Pause;
  #isAtEnd = false;

  constructor(
    private readonly source: LeafSource,
    timers: Timers,
  ) {
    this.#pause = new Pause(timers);
  }

  async next(after: Position): Promise<LeafPage> {
    if (this.#isAtEnd) await this.#pause.for(WAIT_MS);
    const page = await this.source.page(after, LEAVES_PER_PAGE);
    this.#isAtEnd = page.end;
    return page;
  }

  close(): void {
    this.#pause.end();
  }
}

/** What the server sends of its log: the streams of the engine, in the order of the log. */
const ENGINE_STREAMS = { streamPrefixes: ENGINE_STREAM_PREFIXES };

const pageFrom = (message: LogMessage): LeafPage => {
  if (message.kind === 'caught-up') return { leaves: [], scannedTo: message.scannedTo, end: true };
  const leaves = message.events.flatMap((event) => {
    const hash = leafOf(event);
    return hash ? [{ position: event.position, hash }] : [];
  });
  return { leaves, scannedTo: message.scannedTo, end: false };
};

/** Hashes the events of a log that a server keeps, which come over a subscription. */
export class SubscribedLeaves implements LeafFeed {
  readonly #pause: Pause;
  readonly #messages: LogMessage[] = [];
  #subscription: { unsubscribe(): void } | undefined;
  #failure: { readonly error: unknown } | undefined;
  #onTaken: () => void = () => undefined;
  #isAtEnd = false;

  constructor(
    private readonly log: Pick<ReadableLog, 'subscribe'>,
    timers: Timers,
  ) {
    this.#pause = new Pause(timers);
  }

  async next(after: Position): Promise<LeafPage> {
    this.#subscription ??= this.#subscribe(after);
    if (this.#messages.length === 0 && !this.#failure) await this.#pause.for(WAIT_MS);
    const message = this.#messages.shift();
    this.#onTaken();
    if (!message && this.#failure) throw this.#failure.error;
    const page = message ? pageFrom(message) : { leaves: [], scannedTo: after, end: this.#isAtEnd };
    this.#isAtEnd = page.end;
    return page;
  }

  close(): void {
    this.#subscription?.unsubscribe();
    this.#pause.end();
  }

  /** The next page is read when the one before was taken. */
  #subscribe(after: Position): { unsubscribe(): void } {
    const ready = async (): Promise<void> => {
      if (this.#messages.length > 0) await new Promise<void>((resolve) => (this.#onTaken = resolve));
    };
    return this.log.subscribe(after, ENGINE_STREAMS, ready).subscribe({
      next: (message) => {
        this.#messages.push(message);
        this.#pause.end();
      },
      error: (error: unknown) => this.#fail(error),
      complete: () => this.#fail(new Error('The log was closed.')),
    });
  }

  #fail(error: unknown): void {
    this.#failure = { error };
    this.#pause.end();
  }
}
