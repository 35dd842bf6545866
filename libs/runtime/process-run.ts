import { START, type LogMessage, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import type { Position, Timers } from '@ledgerdesk/kernel';
import type { NewMessage, Outbox } from '@ledgerdesk/outbox';
import { BehaviorSubject, defer, type Observable, retry, type Subscription } from 'rxjs';
import type { Decode } from './decoded-page.js';
import { pause } from './log-source.js';
import { messageOf } from './poison-event.js';
import type { Process } from './process.js';
import { backoff } from './firing-policy.js';

/** How a process is doing: plain data. */
export interface ProcessStatus {
  readonly name: string;
  /** `failing`: an event could not be dealt with yet; nothing after it is looked at before that is mended. */
  readonly state: 'running' | 'failing';
  /** How far the log was looked at, and all that followed from it done. */
  readonly position: Position;
  readonly trouble?: { readonly message: string; readonly position: Position; readonly eventId: string };
}

export interface ProcessRunOptions {
  readonly process: Process;
  readonly log: ReadableLog;
  readonly outbox: Outbox;
  readonly decode: Decode;
  readonly timers: Timers;
}

const RESUBSCRIBE_MS = 1_000;

const retryMs = backoff(1_000, 60_000);

/** Lets one process see the log, an event at a time and in order. What fails is tried again, later and later. */
export class ProcessRun {
  readonly #status: BehaviorSubject<ProcessStatus>;
  #position: Position = START;
  #subscription: Subscription | undefined;
  #work: Promise<void> = Promise.resolve();
  /** What is to be put in with the next note. */
  readonly #asked: NewMessage[] = [];
  #stopped = false;
  #wake: () => void = () => undefined;

  constructor(private readonly options: ProcessRunOptions) {
    this.#status = new BehaviorSubject<ProcessStatus>({
      name: options.process.name,
      state: 'running',
      position: START,
    });
  }

  /** The status, now and whenever it changes. */
  get status(): Observable<ProcessStatus> {
    return this.#status.asObservable();
  }

  /** Resolves when it is at work, not when it has caught up. */
  async start(): Promise<void> {
    const {
      log,
      process: { handles },
      timers,
    } = this.options;
    this.#position = await this.#beginning();
    this.#tell();
    this.#subscription = defer(() => log.subscribe(this.#position, { types: handles }, () => this.#work))
      .pipe(retry({ delay: () => pause(timers, RESUBSCRIBE_MS), resetOnSuccess: true }))
      .subscribe((message) => {
        this.#work = this.#work.then(() => this.#take(message));
      });
  }

  /** Resolves when the event at hand is dealt with, or left for the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#subscription?.unsubscribe();
    this.#wake();
    await this.#work;
    await this.#note().catch(() => undefined);
    this.#status.complete();
  }

  async #beginning(): Promise<Position> {
    const {
      process: { name, startFrom },
      log,
      outbox,
    } = this.options;
    const checkpoint = await outbox.loadCheckpoint(name);
    if (checkpoint?.logId === log.logId) return checkpoint.position;
    const position = startFrom === 'head' ? await log.head() : START;
    await outbox.saveCheckpoint(name, { logId: log.logId, position });
    return position;
  }

  async #take(message: LogMessage): Promise<void> {
    if (message.kind === 'events') await this.#page(message.events);
    if (this.#stopped) return;
    this.#position = message.scannedTo;
    this.#tell();
  }

  /** One note for all events of a page: after a crash the whole page comes again. */
  async #page(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) await this.#untilDone(event, async () => this.#deal(event));
    const last = events.at(-1);
    if (last) await this.#untilDone(last, () => this.#note());
  }

  async #deal(stored: StoredEvent): Promise<void> {
    const { process, decode } = this.options;
    this.#asked.push(...(await process.react(decode(stored))));
    this.#position = stored.position;
  }

  async #note(): Promise<void> {
    const {
      process: { name },
      log: { logId },
      outbox,
    } = this.options;
    await outbox.saveCheckpoint(name, { logId, position: this.#position }, this.#asked);
    this.#asked.length = 0;
  }

  /** Tries again what fails, later and later; what came before it is noted meanwhile. */
  async #untilDone({ position, id: eventId }: StoredEvent, step: () => Promise<void>): Promise<void> {
    for (let attempt = 1; !this.#stopped; attempt += 1) {
      try {
        await step();
        return;
      } catch (fault) {
        this.#tell({ message: messageOf(fault), position, eventId });
        await this.#note().catch(() => undefined);
        await this.#rest(retryMs(attempt));
      }
    }
  }

  async #rest(ms: number): Promise<void> {
    if (this.#stopped) return;
    await new Promise<void>((resolve) => {
      const cancel = this.options.timers.after(ms, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }

  #tell(trouble?: NonNullable<ProcessStatus['trouble']>): void {
    const {
      process: { name },
    } = this.options;
    this.#status.next({
      name,
      state: trouble ? 'failing' : 'running',
      position: this.#position,
      ...(trouble && { trouble }),
    });
  }
}
