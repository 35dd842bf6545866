import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Position, type Projection, Signal, type Timers } from '@ledgerdesk/kernel';
import type { ReadableLog } from '@ledgerdesk/event-store';
import type { ProjectionRef, ReadStore } from '@ledgerdesk/read-store';
import { BehaviorSubject, type Observable } from 'rxjs';
import { DecodedPage, type Decode } from './decoded-page.js';
import { LogSource } from './log-source.js';
import { ProjectionRun } from './projection-run.js';
import { positionDifference, type PositionDifference, type ProjectionStatus } from './projection-status.js';
import { SupervisedRun } from './supervised-run.js';
import { realTimers } from './timers.js';

export interface RunnerOptions {
  readonly log: ReadableLog;
  readonly store: ReadStore;
  readonly decode: Decode;
  /** Of several versions of one name the newest is meant to serve; an older one is kept up only while it serves. */
  readonly projections: readonly Projection[];
  /** Events folded at a time. Default 500. */
  readonly batch?: number;
  /** Real time. */
  readonly timers?: Timers;
  readonly distance?: PositionDifference;
  /** Called when a new version has caught up and is about to serve: the last chance to compare it with the old one. */
  readonly beforeSwitch?: (from: ProjectionRef, to: ProjectionRef) => Promise<void>;
}

/** Keeps projections up with the log: each at its own pace, those at the same position on the same page. */
export class LiveRunner {
  readonly #signal = new Signal();
  readonly #progress = new BehaviorSubject<readonly ProjectionStatus[]>([]);
  readonly #source: LogSource;
  #runs: readonly SupervisedRun[] = [];
  #stopped = false;
  #loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: RunnerOptions) {
    const { log, projections, batch = 500, timers = realTimers } = options;
    const types = [...new Set(projections.flatMap(({ handles }) => handles))];
    this.#source = new LogSource({ log, types, batch, timers, onNews: () => this.#signal.notify() });
  }

  /** The status of every projection, now and whenever it may have changed. Completes when the runner stops. */
  get progress(): Observable<readonly ProjectionStatus[]> {
    return this.#progress.asObservable();
  }

  /** Resolves when the runner is at work, not when it has caught up. */
  async start(): Promise<void> {
    await this.#source.open();
    const wanted = await Promise.all(this.options.projections.map((projection) => this.#isWanted(projection)));
    this.#runs = this.options.projections
      .filter((_, index) => wanted[index])
      .map((projection) => this.#supervised(projection));
    this.#publish();
    this.#loop = this.#work();
  }

  /** Resolves when the page at hand is done and nothing is written any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#source.close();
    this.#signal.notify();
    await this.#loop;
    this.#progress.complete();
  }

  status(): readonly ProjectionStatus[] {
    return this.#runs.map((run) => run.status(this.#source.head, this.options.distance ?? positionDifference));
  }

  /** Drops the rows of a projection and folds the log anew, while the others run on. Mends a poisoned one, too. */
  rebuild(name: string): void {
    const run = this.#runs.find((candidate) => candidate.name === name && this.#isNewest(candidate));
    if (!run)
      throw new RangeError(
        `No projection ${name} runs here. Those that do: ${this.#runs.map((other) => other.name).join(', ')}.`,
      );
    run.wantReset();
    this.#signal.notify();
  }

  async #work(): Promise<void> {
    while (!this.#stopped) {
      const moved = await this.#round();
      this.#publish();
      await (moved ? nextTurn() : this.#signal.wait());
    }
  }

  /** One page for each position at which runs stand. False when there was nothing to do. */
  async #round(): Promise<boolean> {
    for (const run of this.#runs) await run.settle(() => this.options.log.head());
    const resolve = this.#runs.filter((run) => run.isBehind(this.#source.head));
    for (const [position, group] of byPosition(resolve)) await this.#advance(position, group);
    for (const run of this.#runs) if (this.#isNewest(run) && run.mayServe(this.#source.head)) await this.#switchTo(run);
    return resolve.length > 0;
  }

  async #advance(position: Position, group: readonly SupervisedRun[]): Promise<void> {
    const page = await this.#read(position, group);
    if (!page) return;
    for (const run of group) {
      if (this.#stopped) return;
      await run.advance(page);
      await nextTurn();
    }
  }

  async #read(position: Position, group: readonly SupervisedRun[]): Promise<DecodedPage | undefined> {
    try {
      const types = new Set(group.flatMap((run) => [...run.types]));
      return new DecodedPage(position, await this.#source.after(position, [...types]), this.options.decode);
    } catch (fault) {
      for (const run of group) run.rest(fault);
      return undefined;
    }
  }

  async #switchTo(run: SupervisedRun): Promise<void> {
    const { store, beforeSwitch } = this.options;
    const { name, version } = run;
    const serves = await run.serve(async () => {
      const serving = await store.serving(name);
      if (serving !== undefined) await beforeSwitch?.({ name, version: serving }, { name, version });
    });
    if (serves) this.#runs = this.#runs.filter((other) => other.name !== name || other === run);
  }

  async #isWanted(projection: Projection): Promise<boolean> {
    return this.#isNewest(projection) || projection.version === (await this.options.store.serving(projection.name));
  }

  #isNewest({ name, version }: ProjectionRef): boolean {
    return this.options.projections.every((other) => other.name !== name || other.version <= version);
  }

  #supervised(projection: Projection): SupervisedRun {
    const { store, log, timers = realTimers } = this.options;
    return new SupervisedRun(new ProjectionRun(projection, store, log.logId), timers, () => this.#signal.notify());
  }

  #publish(): void {
    this.#progress.next(this.status());
  }
}

const byPosition = (runs: readonly SupervisedRun[]): ReadonlyMap<Position, readonly SupervisedRun[]> => {
  const groups = new Map<Position, SupervisedRun[]>();
  for (const run of runs) groups.set(run.position, [...(groups.get(run.position) ?? []), run]);
  return groups;
};
