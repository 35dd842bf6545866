import type { Projection } from '@ledgerdesk/kernel';
import type { ReadStore } from '@ledgerdesk/read-store';
import { filter, firstValueFrom, map } from 'rxjs';
import { LiveRunner, type RunnerOptions } from '../../../libs/runtime/live-runner.js';
import type { ProjectionStatus } from '../../../libs/runtime/projection-status.js';
import type { MemoryLog } from './memory-log.js';
import { caughtUp } from './caught-up.js';
import { decode, tally } from './sample-projections.js';

/** Runs projections on the log and the store of a test. */
export interface Runners {
  readonly run: (projections: readonly Projection[], options?: Partial<RunnerOptions>) => Promise<LiveRunner>;
  /** Runs projections, and resolves when they have reached the head of the log. */
  readonly runToHead: (projections: readonly Projection[], options?: Partial<RunnerOptions>) => Promise<LiveRunner>;
  /** The sum of the amounts of a key in `tally`. */
  readonly total: (key: string) => Promise<unknown>;
}

/** Registers a hook that stops the runners of each test and closes its store. */
export const runnersOn = (current: () => { readonly log: MemoryLog; readonly store: ReadStore }): Runners => {
  const started: LiveRunner[] = [];
  afterEach(async () => {
    for (const runner of started.splice(0)) await runner.stop();
    await current().store.close();
  });
  const run: Runners['run'] = async (projections, options = {}) => {
    const runner = new LiveRunner({ ...current(), decode, projections, batch: 2, ...options });
    started.push(runner);
    await runner.start();
    return runner;
  };
  return {
    run,
    runToHead: async (projections, options) => {
      const runner = await run(projections, options);
      await caughtUp(runner, await current().log.head());
      return runner;
    },
    total: async (key) => (await current().store.get('tally', key))?.['total'],
  };
};

/** Resolves with the first status of a projection that matches. */
export const statusOf = (
  runner: LiveRunner,
  matches: (status: ProjectionStatus) => boolean,
): Promise<ProjectionStatus | undefined> =>
  firstValueFrom(
    runner.progress.pipe(
      map((statuses) => statuses.find(matches)),
      filter((status) => status !== undefined),
    ),
  );

/** A later version of `tally`, with other rows. */
export const version2: Projection = {
  ...tally,
  version: 2,
  evolve: (_key, row) => ({ total: Number(row?.['total'] ?? 0) + 1000, trail: '' }),
};

/** `tally`, which cannot apply the event at a position. */
export const poisonedBy = (position: string): typeof tally => ({
  ...tally,
  evolve: (key, row, event) => {
    if (event.position === position) throw new Error('cannot count that');
    return tally.evolve(key, row, event);
  },
});
