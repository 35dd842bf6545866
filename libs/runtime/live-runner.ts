import { setImmediate as nextTurn } from 'node:timers/promises';
import { Pause, type Projection, Signal, type Timers } from '@ledgerdesk/kernel';
import { type LogMessage, type ReadableLog, readSkippedEvents } from '@ledgerdesk/event-store';
import { PROJECTION_DECISIONS } from '@ledgerdesk/events';
import type { ProjectionRef, ReadStore } from '@ledgerdesk/read-store';
import { BehaviorSubject, type Observable } from 'rxjs';
import { DecodedPage, type Decode } from './decoded-page.js';
import { distanceIn, type LogDistance } from './log-distance.js';
import { LogSource } from './log-source.js';
import { ProjectionRun } from './projection-run.js';
import { groupsOf, type RunGroup } from './run-groups.js';
import type { ProjectionStatus } from './projection-status.js';
import { SupervisedRun } from './supervised-run.js';
import { realTimers } from './timers.js';

const DECISIONS: readonly string[] = PROJECTION_DECISIONS;

export interface RunnerOptions {
  readonly log: ReadableLog;
  readonly store: ReadStore;
  readonly decode: Decode;
  /** Several versions of one name may be listed. An older version runs only until the newest serves. */
  readonly projections: readonly Projection[];
  /** Number of events per page. Default 500. */
  readonly batch?: number;
  /**
   * Pause between two small batches while events keep arriving, in ms, so that each batch has more of them: it costs
   * two transactions for each projection, however few its events. The first event after a pause in writing is applied
   * at once. Default 0.
   */
  readonly restMs?: number;
  /** Timers in real time. Default: `realTimers`. */
  readonly timers?: Timers;
}

/**
 * Keeps projections up to date with the log. Each advances independently; those at the same position share one read.
 *
 * @example
 * const runner = new LiveRunner({ log, store, decode, projections: [ticketList, dashboard] });
 * await runner.start();
 * runner.progress.subscribe((statuses) => progress.report(statuses));
 * await runner.stop();
 */
export class LiveRunner {
  readonly #signal = new Signal();
  readonly #progress = new BehaviorSubject<readonly ProjectionStatus[]>([]);
  readonly #source: LogSource;
  readonly #rest: Pause;
  readonly #distance: LogDistance;
  #runs: readonly SupervisedRun[];
  #opened = false;
  #stopped = false;
  /** True if operators may have decided something since the decisions were read. */
  #mustDecide = false;
  #loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: RunnerOptions) {
    const { log, projections, timers = realTimers } = options;
    const types = [...new Set([...projections.flatMap(({ handles }) => handles), ...DECISIONS])];
    this.#source = new LogSource({
      log,
      types,
      batch: this.#batch,
      timers,
      onMessage: (message) => this.#receive(message),
    });
    this.#rest = new Pause(timers);
    this.#distance = distanceIn(log);
    this.#runs = projections.map((projection) => this.#supervised(projection));
  }

  /** Emits the status of every projection, then again whenever it may have changed. Completes on `stop`. */
  get progress(): Observable<readonly ProjectionStatus[]> {
    return this.#progress.asObservable();
  }

  /**
   * Resolves when the runner has subscribed to the log, not when it has caught up, or when the first attempt has
   * failed. Retries every second in the background.
   */
  async start(): Promise<void> {
    await this.#open();
    this.#publish();
    this.#loop = this.#work();
  }

  /** Resolves when the current page is committed and nothing more is written. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#source.close();
    this.#signal.notify();
    this.#rest.end();
    await this.#loop;
    this.#progress.complete();
  }

  get #batch(): number {
    return this.options.batch ?? 500;
  }

  status(): readonly ProjectionStatus[] {
    return this.#runs.map((run) => run.status(this.#source.head));
  }

  /** Subscribes to the log and drops older versions that do not serve, once. Returns false while that fails. */
  async #open(): Promise<boolean> {
    if (this.#opened) return true;
    if (this.#runs.some((run) => run.isPaused)) return false;
    try {
      await this.#source.open();
      const required = await Promise.all(this.options.projections.map((projection) => this.#isRequired(projection)));
      this.#runs = this.#runs.filter((_, index) => required[index]);
      this.#opened = true;
    } catch (error) {
      this.#source.close();
      for (const run of this.#runs) run.pause(error);
    }
    return this.#opened;
  }

  async #work(): Promise<void> {
    while (!this.#stopped) {
      const advanced = await this.#round();
      this.#publish();
      await (advanced ? nextTurn() : this.#signal.wait());
      if (advanced && !this.#stopped && this.#mayRest()) await this.#rest.for(this.options.restMs ?? 0);
    }
  }

  /** True if events arrived during the last round, few enough for one page. */
  #mayRest(): boolean {
    const { restMs = 0 } = this.options;
    const { head } = this.#source;
    const behind = this.#runs.filter((run) => run.isBehind(head));
    return (
      restMs > 0 && behind.length > 0 && behind.every(({ position }) => this.#distance(position, head) < this.#batch)
    );
  }

  /** Reads one page for each distinct position of the runs. Returns false if every run was up to date. */
  async #round(): Promise<boolean> {
    if (!(await this.#open())) return false;
    for (const run of this.#runs) await run.prepare();
    if (this.#mustDecide) await this.#decide();
    const { head } = this.#source;
    const behind = this.#runs.filter((run) => run.isBehind(head));
    for (const run of behind) run.notePace();
    for (const group of this.#groupsOf(behind)) await this.#advance(group);
    for (const run of this.#runs) if (this.#isNewest(run) && run.mayServe(this.#source.head)) await this.#switchTo(run);
    return behind.length > 0;
  }

  #receive(message: LogMessage): void {
    if (message.kind === 'events' && message.events.some(({ type }) => DECISIONS.includes(type)))
      this.#mustDecide = true;
    this.#signal.notify();
  }

  /** Follows the decisions of operators about stopped projections. */
  async #decide(): Promise<void> {
    this.#mustDecide = false;
    try {
      const decisions = await readSkippedEvents(this.options.log);
      for (const run of this.#runs) await run.decide(decisions);
    } catch (error) {
      this.#mustDecide = true;
      for (const run of this.#runs) run.pause(error);
    }
  }

  async #advance(group: RunGroup): Promise<void> {
    const page = await this.#read(group);
    if (!page) return;
    for (const run of group.runs) {
      if (this.#stopped) return;
      await run.advance(page);
      await nextTurn();
      if (group.isRebuild) await this.#advanceServing();
    }
  }

  /** Applies new events to the rows that queries read, while others are rebuilt. */
  async #advanceServing(): Promise<void> {
    const { head } = this.#source;
    const serving = this.#runs.filter((run) => run.isServing && run.isBehind(head));
    for (const group of this.#groupsOf(serving)) await this.#advance(group);
  }

  #groupsOf(runs: readonly SupervisedRun[]): readonly RunGroup[] {
    return groupsOf(runs, { head: this.#source.head, batch: this.#batch, distance: this.#distance });
  }

  async #read({ runs, position, limit, meets }: RunGroup): Promise<DecodedPage | undefined> {
    try {
      const types = new Set(runs.flatMap((run) => [...run.types]));
      const range = await this.#source.readAfter(position, [...types], { limit, upTo: meets?.position });
      const page = new DecodedPage(position, range, this.options.decode);
      return meets ? page.upTo(meets) : page;
    } catch (error) {
      for (const run of runs) run.pause(error);
      return undefined;
    }
  }

  async #switchTo(run: SupervisedRun): Promise<void> {
    if (await run.serve()) this.#runs = this.#runs.filter((other) => other.name !== run.name || other === run);
  }

  async #isRequired(projection: Projection): Promise<boolean> {
    return this.#isNewest(projection) || projection.version === (await this.options.store.serving(projection.name));
  }

  #isNewest({ name, version }: ProjectionRef): boolean {
    return this.options.projections.every((other) => other.name !== name || other.version <= version);
  }

  #supervised(projection: Projection): SupervisedRun {
    const { store, log, timers = realTimers } = this.options;
    return new SupervisedRun(new ProjectionRun(projection, store, log), timers, () => this.#signal.notify());
  }

  #publish(): void {
    this.#progress.next(this.status());
  }
}
