import type { Projection, Row } from '@ledgerdesk/kernel';
import type { ReadStore } from '@ledgerdesk/read-store';
import fc from 'fast-check';
import { LiveRunner } from '../../../libs/runtime/live-runner.js';
import { replay } from '../../../libs/runtime/replay.js';
import { MemoryLog, type Draft } from './memory-log.js';
import { rebuild } from './rebuild.js';
import { caughtUp } from './caught-up.js';
import { clearings, counted, decode, groupedTally, history, tally } from './sample-projections.js';

/** What disturbs a runner while events are appended. */
type Disturbance = 'none' | 'restart' | 'rebuild' | 'second runner';

interface Phase {
  readonly drafts: readonly Draft[];
  readonly batch: number;
  readonly disturbance: Disturbance;
}

const phase: fc.Arbitrary<Phase> = fc.record({
  drafts: history,
  batch: fc.integer({ min: 1, max: 7 }),
  disturbance: fc.constantFrom<Disturbance>('none', 'restart', 'rebuild', 'second runner'),
});

/** Appends in two halves with the disturbance between them. */
const runPhase = async (
  log: MemoryLog,
  store: ReadStore,
  projections: readonly Projection[],
  { drafts, batch, disturbance }: Phase,
): Promise<void> => {
  const options = { log, store, decode, batch, projections };
  const runners = Array.from({ length: disturbance === 'second runner' ? 2 : 1 }, () => new LiveRunner(options));
  for (const runner of runners) await runner.start();
  log.add(...drafts.slice(0, drafts.length / 2));
  const rebuilt = disturbance === 'rebuild' ? rebuild(tally, options) : undefined;
  log.add(...drafts.slice(drafts.length / 2));
  await rebuilt;
  if (disturbance !== 'restart') for (const runner of runners) await caughtUp(runner, await log.head());
  for (const runner of runners) await runner.stop();
};

const storedRows = async (store: ReadStore, projection: Projection): Promise<ReadonlyMap<string, Row>> =>
  new Map((await store.page(projection, undefined, 1_000)).map(({ key, row }) => [key, row]));

const replayedRows = async (projection: Projection, log: MemoryLog): Promise<ReadonlyMap<string, Row>> =>
  new Map([...(await replay(projection, { log, decode }))].sort(([a], [b]) => (a < b ? -1 : 1)));

const rowsAfter = async (store: ReadStore, phases: readonly Phase[], projections: readonly Projection[]) => {
  const log = new MemoryLog();
  for (const each of phases) await runPhase(log, store, projections, each);
  await runPhase(log, store, projections, { drafts: [], batch: 5, disturbance: 'none' });
  const pairs = [];
  for (const projection of projections)
    pairs.push({ live: await storedRows(store, projection), replayed: await replayedRows(projection, log) });
  return pairs;
};

/**
 * Tests that live runs, rebuilds and replays of a projection give the same rows. `open` returns an empty store;
 * `numRuns` is the number of generated histories.
 */
export const equivalence = (adapter: string, open: () => Promise<ReadStore>, numRuns: number): void => {
  const onEmptyStore = async (test: (store: ReadStore) => Promise<void>): Promise<void> => {
    const store = await open();
    try {
      await test(store);
    } finally {
      await store.close();
    }
  };

  describe(`rows from live runs on ${adapter}, rebuilds and replays`, () => {
    it('are equal for any history, batch size, restart, rebuild and second runner', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(phase, { minLength: 1, maxLength: 4 }), (phases) =>
          onEmptyStore(async (store) => {
            for (const { live, replayed } of await rowsAfter(store, phases, [tally, clearings, groupedTally]))
              expect(live).toEqual(replayed);
          }),
        ),
        { numRuns },
      );
    }, 60_000);

    it('differ if a projection keeps state outside its rows', () =>
      onEmptyStore(async (store) => {
        let calls = 0;
        const stateful: typeof tally = {
          ...tally,
          evolve: (key, row, event) => ({ ...tally.evolve(key, row, event), total: (calls += 1), trail: '' }),
        };
        const phases = [{ drafts: [counted(1, 'a'), counted(1, 'a')], batch: 1, disturbance: 'none' as const }];
        const [pair] = await rowsAfter(store, phases, [stateful]);
        expect(pair?.live).not.toEqual(pair?.replayed);
      }));
  });
};
