import type { Projection, Row } from '@ledgerdesk/kernel';
import type { ReadStore } from '@ledgerdesk/read-store';
import fc from 'fast-check';
import { LiveRunner } from '../../../libs/runtime/live-runner.js';
import { replay } from '../../../libs/runtime/replay.js';
import { rebuild } from '../../../libs/runtime/rebuild.js';
import { MemoryLog, type Draft } from './memory-log.js';
import { caughtUp, clearings, counted, decode, history, tally } from './sample-projections.js';

/** What happens to a runner between two stretches of the log. */
type Mishap = 'none' | 'restart' | 'rebuild' | 'rebuild elsewhere' | 'second runner';

interface LogSegment {
  readonly drafts: readonly Draft[];
  readonly batch: number;
  readonly mishap: Mishap;
}

const stretch: fc.Arbitrary<LogSegment> = fc.record({
  drafts: history,
  batch: fc.integer({ min: 1, max: 7 }),
  mishap: fc.constantFrom<Mishap>('none', 'restart', 'rebuild', 'rebuild elsewhere', 'second runner'),
});

/** Appends in two halves, so that the mishap falls among writes. */
const play = async (
  log: MemoryLog,
  store: ReadStore,
  projections: readonly Projection[],
  { drafts, batch, mishap }: LogSegment,
): Promise<void> => {
  const options = { log, store, decode, batch, projections };
  const runners = Array.from({ length: mishap === 'second runner' ? 2 : 1 }, () => new LiveRunner(options));
  for (const runner of runners) await runner.start();
  log.add(...drafts.slice(0, drafts.length / 2));
  if (mishap === 'rebuild') runners[0]?.rebuild('tally');
  const elsewhere = mishap === 'rebuild elsewhere' ? rebuild(tally, options) : undefined;
  log.add(...drafts.slice(drafts.length / 2));
  await elsewhere;
  if (mishap !== 'restart') for (const runner of runners) await caughtUp(runner, await log.head());
  for (const runner of runners) await runner.stop();
};

const kept = async (store: ReadStore, projection: Projection): Promise<ReadonlyMap<string, Row>> =>
  new Map((await store.page(projection, undefined, 1_000)).map(({ key, row }) => [key, row]));

const replayed = async (projection: Projection, log: MemoryLog): Promise<ReadonlyMap<string, Row>> =>
  new Map([...(await replay(projection, { log, decode }))].sort(([a], [b]) => (a < b ? -1 : 1)));

const rowsAfter = async (store: ReadStore, stretches: readonly LogSegment[], projections: readonly Projection[]) => {
  const log = new MemoryLog();
  for (const each of stretches) await play(log, store, projections, each);
  await play(log, store, projections, { drafts: [], batch: 5, mishap: 'none' });
  const pairs = [];
  for (const projection of projections)
    pairs.push({ live: await kept(store, projection), offline: await replayed(projection, log) });
  return pairs;
};

/** A projection gives the same rows on every way, whatever store they are kept in. `open` gives an empty one. */
export const equivalence = (adapter: string, open: () => Promise<ReadStore>, numRuns: number): void => {
  const onEmptyStore = async (test: (store: ReadStore) => Promise<void>): Promise<void> => {
    const store = await open();
    try {
      await test(store);
    } finally {
      await store.close();
    }
  };

  describe(`live on ${adapter}, rebuilt and offline`, () => {
    it('give the same rows over any history, batch cuts, restarts, rebuilds and races', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(stretch, { minLength: 1, maxLength: 4 }), (stretches) =>
          onEmptyStore(async (store) => {
            for (const { live, offline } of await rowsAfter(store, stretches, [tally, clearings]))
              expect(live).toEqual(offline);
          }),
        ),
        { numRuns },
      );
    }, 60_000);

    it('differ when a projection remembers something on its own', () =>
      onEmptyStore(async (store) => {
        let calls = 0;
        const forgetful: typeof tally = {
          ...tally,
          evolve: (key, row, event) => ({ ...tally.evolve(key, row, event), total: (calls += 1), trail: '' }),
        };
        const stretches = [{ drafts: [counted(1, 'a'), counted(1, 'a')], batch: 1, mishap: 'rebuild' as const }];
        const [pair] = await rowsAfter(store, stretches, [forgetful]);
        expect(pair?.live).not.toEqual(pair?.offline);
      }));
  });
};
