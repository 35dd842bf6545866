import {
  FIRST_EPOCH,
  HistoryLost,
  LogHistory,
  type LogMessage,
  type ReadableLog,
  START,
  type StoredEvent,
} from '@ledgerdesk/event-store';
import { type Checkpoint, messageOf, Pause, type Position, type RecordedEvent, type Timers } from '@ledgerdesk/kernel';
import type { NewMessage, Outbox } from '@ledgerdesk/outbox';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { BehaviorSubject, type Observable, type Subscription } from 'rxjs';
import type { Process } from './process.js';
import { backoff } from './firing-policy.js';
import type { FailureDetail } from './projection-status.js';
import { resubscribing } from './resubscribe.js';

/** Status of a process, as plain data. */
export interface ProcessStatus {
  readonly name: string;
  /**
   * - `failing`: the start, an event or a checkpoint failed and is retried; later events wait
   * - `waiting`: after an accepted loss of events, until an operator decides where it continues
   */
  readonly state: 'running' | 'failing' | 'waiting';
  /** Position up to which every event was handled. */
  readonly position: Position;
  readonly trouble?: FailureDetail;
}

export interface ProcessRunOptions {
  readonly process: Process;
  readonly log: ReadableLog;
  /** Follows the log. Default: `log.subscribe`. */
  readonly subscribe?: ReadableLog['subscribe'];
  /**
   * Called with the events of a page that are likely to concern the process, before the first is handled, to look up at
   * once what decoding them needs. Decoding reports what fails.
   */
  readonly prepare?: (events: readonly StoredEvent[]) => Promise<void>;
  readonly outbox: Outbox;
  /** Decodes an event that concerns the process. An event that cannot be decoded is retried as a reaction is. */
  readonly decode: (stored: StoredEvent) => RecordedEvent | Promise<RecordedEvent>;
  readonly timers: Timers;
}

/**
 * How long the checkpoint may wait after events that do not concern the process, in ms: there are many, and it is
 * written in the thread that serves requests. After a crash they are looked at again.
 */
const SAVE_MS = 1_000;

/** Events that are handled in one turn of the event loop while a process catches up. */
const EVENTS_PER_TURN = 50;

const retryMs = backoff(1_000, 60_000);
/** How often a process that waits for a decision looks for it. */
const DECISION_POLL_MS = 5_000;

/** The log lost events that a process has sent, and nobody has decided where it continues. */
class DecisionAwaited extends Error {
  constructor(process: string, detail: string) {
    super(
      `The log lost events that this process has handled (${detail}). It sends nothing until you decide where it ` +
        `continues: run "ledgerdesk checkpoint ${process} --at head", or --at a position.`,
    );
  }
}

/**
 * Runs one process on the log, one event at a time and in order. A start or an event that fails is retried with
 * exponential backoff from 1 s to 60 s.
 *
 * @example
 * const run = new ProcessRun({ process: answerMails, log, outbox, decode, timers: realTimers });
 * await run.start();
 * run.status.subscribe(({ state }) => console.log(state));
 * await run.stop();
 */
export class ProcessRun {
  readonly #status: BehaviorSubject<ProcessStatus>;
  #position: Position = START;
  /** Id of the event at `#position`, if it is known. */
  #eventId: string | undefined;
  #epoch: number | undefined;
  /** Where a process without a checkpoint starts. Kept from the first attempt to start. */
  #origin: Position | undefined;
  #subscription: Subscription | undefined;
  #work: Promise<void> = Promise.resolve();
  /** Messages to insert with the next checkpoint. */
  readonly #pendingMessages: NewMessage[] = [];
  /** True if events were handled since the last checkpoint. */
  #hasReacted = false;
  /** Set while the checkpoint waits to be saved. */
  #cancelSave: (() => void) | undefined;
  #stopped = false;
  #waiting = false;
  readonly #pause: Pause;

  constructor(private readonly options: ProcessRunOptions) {
    this.#pause = new Pause(options.timers);
    this.#status = new BehaviorSubject<ProcessStatus>({
      name: options.process.name,
      state: 'running',
      position: START,
    });
  }

  /** Emits the current status, then changes. Completes when the run stops. */
  get status(): Observable<ProcessStatus> {
    return this.#status.asObservable();
  }

  /**
   * Resolves when the run has subscribed to the log, not when it has caught up, or when the first attempt to start has
   * failed. Later attempts run in the background.
   */
  async start(): Promise<void> {
    if (!(await this.#tryToStart())) this.#work = this.#retryStart();
  }

  /** Resolves when the current event was handled, or was left for the next start because it fails. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#subscription?.unsubscribe();
    this.#pause.end();
    await this.#work;
    this.#cancelSave?.();
    // A run that has not started does not know its position.
    if (this.#subscription) await this.#saveCheckpoint().catch(() => undefined);
    this.#status.complete();
  }

  async #retryStart(): Promise<void> {
    for (let attempt = 1; !this.#stopped; attempt += 1) {
      await this.#pause.for(this.#waiting ? DECISION_POLL_MS : retryMs(attempt));
      if (this.#stopped || (await this.#tryToStart())) return;
    }
  }

  /** Returns false if the log or the outbox is not available. */
  async #tryToStart(): Promise<boolean> {
    try {
      const { position, eventId, epoch } = await this.#startCheckpoint();
      [this.#position, this.#eventId, this.#epoch, this.#waiting] = [position, eventId, epoch, false];
    } catch (error) {
      this.#waiting = error instanceof DecisionAwaited;
      this.#publishStatus({ message: messageOf(error) });
      return false;
    }
    this.#publishStatus();
    if (!this.#stopped) this.#subscribe();
    return true;
  }

  #subscribe(): void {
    const {
      log,
      subscribe = log.subscribe.bind(log),
      process: { handles },
      timers,
    } = this.options;
    const follow = () => subscribe(this.#position, { types: handles }, () => this.#work);
    this.#subscription = resubscribing(follow, timers).subscribe((message) => {
      this.#work = this.#work.then(() => this.#handleMessage(message));
    });
  }

  /** A process that starts from the head handles every event that is recorded after its first attempt to start. */
  async #startCheckpoint(): Promise<Checkpoint> {
    const {
      process: { name, startFrom },
      log,
      outbox,
    } = this.options;
    const origin = (this.#origin ??= startFrom === 'head' ? await log.head() : START);
    const stored = await outbox.loadCheckpoint(name);
    const history = new LogHistory(log);
    const checkpoint =
      (stored && (await this.#resumable(stored, history))) ?? (await this.#startingAt(origin, history));
    if (checkpoint.eventId !== stored?.eventId || checkpoint.epoch !== stored?.epoch || !stored)
      await outbox.saveCheckpoint(name, checkpoint);
    return checkpoint;
  }

  /** The stored checkpoint with its event; undefined to start over. Throws if the log lost its event. */
  async #resumable(stored: Checkpoint, history: LogHistory): Promise<Checkpoint | undefined> {
    const { name, sendsTo } = this.options.process;
    const found = await history.compare(stored);
    if (found.kind === 'intact') return found.checkpoint;
    if (found.kind === 'other-log') return undefined;
    if (!found.accepted) throw new HistoryLost([{ reader: `process ${name}`, detail: found.detail }]);
    if (sendsTo !== undefined) throw new DecisionAwaited(name, found.detail);
    return undefined;
  }

  async #startingAt(position: Position, history: LogHistory): Promise<Checkpoint> {
    const { logId } = this.options.log;
    const found = await history.compare({ logId, position });
    return found.kind === 'intact' ? found.checkpoint : { logId, position, epoch: await history.epoch() };
  }

  async #handleMessage(message: LogMessage): Promise<void> {
    if (message.kind === 'events') await this.#handlePage(message.events);
    if (this.#stopped) return;
    this.#advance(message.scannedTo, message.scannedToId);
    this.#publishStatus();
  }

  /** Saves one checkpoint per page: after a crash the whole page is delivered again. */
  async #handlePage(events: readonly StoredEvent[]): Promise<void> {
    await this.#prepare(events);
    for (const [index, event] of events.entries()) {
      await this.#retryUntilDone(event, async () => this.#react(event));
      // Reactions may be synchronous in fact, such as those that only queue messages.
      if (index % EVENTS_PER_TURN === EVENTS_PER_TURN - 1) await nextTurn();
    }
    const last = events.at(-1);
    if (!last) return;
    if (this.#hasReacted) await this.#retryUntilDone(last, () => this.#saveCheckpoint());
    else this.#cancelSave ??= this.options.timers.after(SAVE_MS, () => this.#saveAfterWork(last));
  }

  async #prepare(events: readonly StoredEvent[]): Promise<void> {
    const concerned = events.filter((event) => this.#isConcerned(event));
    if (concerned.length > 1) await this.options.prepare?.(concerned).catch(() => undefined);
  }

  #isConcerned(event: StoredEvent): boolean {
    return this.options.process.isConcerned?.(event) ?? true;
  }

  #saveAfterWork(last: StoredEvent): void {
    this.#work = this.#work.then(() => this.#retryUntilDone(last, () => this.#saveCheckpoint()));
  }

  async #react(stored: StoredEvent): Promise<void> {
    const { process, log, decode } = this.options;
    if (this.#isConcerned(stored)) {
      const origin = { logId: log.logId, epoch: this.#epoch ?? FIRST_EPOCH };
      const messages = await process.react(await decode(stored));
      this.#pendingMessages.push(...messages.map((message) => ({ ...message, origin })));
      this.#hasReacted = true;
    }
    this.#advance(stored.position, stored.id);
  }

  #advance(position: Position, eventId: string | undefined): void {
    if (position !== this.#position) this.#eventId = undefined;
    this.#position = position;
    this.#eventId = eventId ?? this.#eventId;
  }

  async #saveCheckpoint(): Promise<void> {
    const {
      process: { name },
      log: { logId },
      outbox,
    } = this.options;
    this.#cancelSave?.();
    this.#cancelSave = undefined;
    await outbox.saveCheckpoint(name, this.#checkpoint(logId), this.#pendingMessages);
    this.#pendingMessages.length = 0;
    this.#hasReacted = false;
  }

  #checkpoint(logId: string): Checkpoint {
    return { logId, position: this.#position, eventId: this.#eventId, epoch: this.#epoch };
  }

  /** Retries a step with backoff. After each failure, saves the checkpoint of the events before it. */
  async #retryUntilDone({ position, id: eventId }: StoredEvent, step: () => Promise<void>): Promise<void> {
    for (let attempt = 1; !this.#stopped; attempt += 1) {
      try {
        await step();
        return;
      } catch (error) {
        this.#publishStatus({ message: messageOf(error), position, eventId });
        await this.#saveCheckpoint().catch(() => undefined);
        if (!this.#stopped) await this.#pause.for(retryMs(attempt));
      }
    }
  }

  #publishStatus(trouble?: FailureDetail): void {
    const {
      process: { name },
    } = this.options;
    this.#status.next({
      name,
      state: this.#waiting ? 'waiting' : trouble ? 'failing' : 'running',
      position: this.#position,
      ...(trouble && { trouble }),
    });
  }
}
