import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { InvalidRow, type ReadStore } from '@ledgerdesk/read-store';
import type { Projection } from '@ledgerdesk/kernel';
import { filter, firstValueFrom } from 'rxjs';
import { differences, type Difference } from './differences.js';
import { LiveRunner, type RunnerOptions } from './live-runner.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { rebuild } from './rebuild.js';
import { MemoryLog } from '../../test/support/runtime/memory-log.js';
import {
  caughtUp,
  cleared,
  clearings,
  counted,
  decode,
  noise,
  tally,
} from '../../test/support/runtime/sample-projections.js';

let log: MemoryLog;
let store: ReadStore;
let started: LiveRunner[];

beforeEach(async () => {
  log = new MemoryLog();
  store = await openReadStore(':memory:');
  started = [];
});

afterEach(async () => {
  for (const runner of started) await runner.stop();
  await store.close();
});

const run = async (projections: readonly Projection[], options: Partial<RunnerOptions> = {}): Promise<LiveRunner> => {
  const runner = new LiveRunner({ log, store, decode, projections, batch: 2, ...options });
  started.push(runner);
  await runner.start();
  return runner;
};

const runToHead = async (
  projections: readonly Projection[],
  options: Partial<RunnerOptions> = {},
): Promise<LiveRunner> => {
  const runner = await run(projections, options);
  await caughtUp(runner, await log.head());
  return runner;
};

const total = async (key: string) => (await store.get('tally', key))?.['total'];
const version2: Projection = {
  ...tally,
  version: 2,
  evolve: (_key, row) => ({ total: Number(row?.['total'] ?? 0) + 1000, trail: '' }),
};
const poisonedBy = (position: string): typeof tally => ({
  ...tally,
  evolve: (key, row, event) => {
    if (event.position === position) throw new Error('cannot count that');
    return tally.evolve(key, row, event);
  },
});

describe('live runner', () => {
  it('folds what is there and what comes', async () => {
    log.add(counted(1, 'a'), counted(2, 'b'), counted(3, 'a'));
    const runner = await runToHead([tally]);
    expect(await total('a')).toBe(4);
    await caughtUp(runner, log.add(counted(5, 'a', 'b'), cleared('b')));
    expect(await total('a')).toBe(9);
    expect(await total('b')).toBeUndefined();
  });

  it('serves an empty log at once', async () => {
    const runner = await runToHead([tally]);
    expect(runner.status()).toEqual([
      { name: 'tally', version: 1, state: 'running', serving: true, position: '0', lag: 0 },
    ]);
  });

  it('keeps the position looked at, handled or not', async () => {
    log.add(counted(1, 'a'), noise, noise, noise);
    await runToHead([tally]);
    expect(await store.checkpoint(tally)).toEqual({ logId: 'log-1', position: '12' });
  });

  it('goes on after a restart where it left off', async () => {
    log.add(counted(1, 'a'));
    await (await runToHead([tally])).stop();
    log.add(counted(2, 'a'));
    await runToHead([tally]);
    expect(await store.get('tally', 'a')).toEqual({ total: 3, trail: ' 3 6' });
  });

  it('reads and decodes once for projections that stand together', async () => {
    log.add(counted(1, 'a'), cleared('a'), counted(2, 'a'), cleared('b'));
    const seen: string[] = [];
    const counting: typeof decode = (stored) => {
      seen.push(stored.id);
      return decode(stored);
    };
    await runToHead([tally, clearings], { decode: counting });
    expect(seen).toEqual(['event-0', 'event-1', 'event-2', 'event-3']);
    expect(log.reads).toBe(2);
  });

  it('lets one that is behind catch up while another keeps up', async () => {
    log.add(...Array.from({ length: 10 }, () => counted(1, 'a')), cleared('a'));
    await (await runToHead([tally])).stop();
    const runner = await run([tally, clearings]);
    await caughtUp(runner, log.add(counted(7, 'a'), cleared('z')));
    expect(await total('a')).toBe(7);
    expect(await store.get('clearings', 'all')).toEqual({ count: 2, last: '39' });
  });

  it('says how far behind a projection is', async () => {
    log.add(counted(1, 'a'), counted(1, 'a'));
    const runner = await run([poisonedBy('6')]);
    await caughtUp(runner, '6');
    expect(runner.status()[0]).toMatchObject({ position: '3', lag: 3 });
  });

  describe('a poison event', () => {
    it('stops that projection alone, right before it, and says so', async () => {
      log.add(counted(1, 'a'), counted(2, 'a'), counted(3, 'a'), cleared('b'));
      const runner = await runToHead([poisonedBy('6'), clearings]);
      const [poisoned, other] = runner.status();
      expect(poisoned).toMatchObject({
        state: 'poisoned',
        position: '3',
        trouble: { position: '6', eventId: 'event-1' },
      });
      expect(poisoned?.trouble?.message).toContain('cannot count that');
      expect(other).toMatchObject({ state: 'running', position: '12' });
      expect((await store.rows(tally, ['a'])).rows).toEqual(new Map([['a', { total: 1, trail: ' 3' }]]));
    });

    it('leaves no row touched by half of it', async () => {
      log.add(counted(1, 'a', 'b'));
      const half: Projection = {
        ...tally,
        evolve: (key) => {
          if (key === 'b') throw new Error('not b');
          return { total: 1 };
        },
      };
      const runner = await runToHead([half]);
      expect(runner.status()[0]).toMatchObject({ state: 'poisoned', position: '0' });
      expect(await store.page(tally, undefined, 10)).toEqual([]);
    });

    it.each([
      [
        'keysOf throws',
        {
          ...tally,
          keysOf: () => {
            throw new Error('no key');
          },
        },
      ],
      ['the row does not fit its table', { ...tally, evolve: () => ({ total: 'many' }) }],
    ])('is one where %s', async (_case, faulty: Projection) => {
      log.add(noise, counted(1, 'a'));
      const runner = await runToHead([faulty]);
      expect(runner.status()[0]).toMatchObject({ state: 'poisoned', trouble: { position: '6' } });
    });

    it('is one that cannot be decoded, for those who handle it', async () => {
      log.add(counted(1, 'a'), cleared('a'));
      const runner = await runToHead([tally, clearings], {
        decode: (stored) => {
          if (stored.type === 'Counted') throw new Error('sealed');
          return decode(stored);
        },
      });
      expect(runner.status().map(({ state }) => state)).toEqual(['poisoned', 'running']);
    });

    describe('whose row the store refuses', () => {
      /** Refuses every batch with a row of this total; `first` may fail each commit in a way of its own. */
      const refuse = (total: number, first: () => void = () => undefined) => {
        const commit = store.commit.bind(store);
        return jest.spyOn(store, 'commit').mockImplementation(async (projection, batch) => {
          first();
          if ([...batch.rows.values()].some((row) => row?.['total'] === total)) throw new InvalidRow('no such total');
          return commit(projection, batch);
        });
      };
      const eventsOneEach = () => log.add(...Array.from({ length: 50 }, (_, index) => counted(index + 1, `k${index}`)));

      it.each([1, 2, 17, 33, 50])('is found among the others of its page: event %d of 50', async (total) => {
        eventsOneEach();
        const commits = refuse(total);
        const [status] = (await runToHead([tally], { batch: 50 })).status();
        expect(status).toMatchObject({
          state: 'poisoned',
          position: String((total - 1) * 3),
          trouble: { position: String(total * 3), eventId: `event-${total - 1}` },
        });
        expect(await store.page(tally, undefined, 100)).toHaveLength(total - 1);
        expect(commits.mock.calls.length).toBeLessThan(40);
      });

      it('is found though the connection is lost meanwhile', async () => {
        const time = new ManualTime('2026-11-02T08:00:00.000Z');
        eventsOneEach();
        let commits = 0;
        refuse(17, () => {
          if ((commits += 1) === 3) throw new Error('connection lost');
        });
        const runner = await run([tally], { batch: 50, timers: time });
        await firstValueFrom(runner.progress.pipe(filter(([status]) => status?.state === 'failing')));
        expect(runner.status()[0]?.trouble).toEqual({ message: 'connection lost' });
        await time.advance(1_000);
        await caughtUp(runner, '150');
        expect(runner.status()[0]).toMatchObject({ state: 'poisoned', position: '48', trouble: { position: '51' } });
      });

      it('ends a rebuild', async () => {
        eventsOneEach();
        refuse(17);
        await expect(rebuild(tally, { log, store, decode })).rejects.toMatchObject({
          code: 'poison-event',
          position: '51',
        });
        expect(await store.serving('tally')).toBeUndefined();
      });
    });

    it('is passed once the code is mended', async () => {
      log.add(counted(1, 'a'), counted(2, 'a'), counted(3, 'a'));
      await (await runToHead([poisonedBy('6')])).stop();
      await runToHead([tally]);
      expect(await store.get('tally', 'a')).toEqual({ total: 6, trail: ' 3 6 9' });
    });
  });

  describe('versions beside each other', () => {
    it('lets the old one serve until the new one has caught up', async () => {
      log.add(counted(1, 'a'));
      await (await runToHead([tally])).stop();
      const stuck: Projection = { ...poisonedBy('6'), version: 2 };
      log.add(counted(2, 'a'), counted(3, 'a'));
      await runToHead([tally, stuck]);
      expect(await store.serving('tally')).toBe(1);
      expect(await total('a')).toBe(6);
    });

    it('compares both at the switch, then serves the new one alone', async () => {
      log.add(counted(1, 'a'), counted(2, 'b'));
      await (await runToHead([tally])).stop();
      const found: Difference[] = [];
      const runner = await runToHead([tally, version2], {
        beforeSwitch: async (from, to) => {
          for await (const difference of differences(store, from, to)) found.push(difference);
        },
      });
      expect(found.map(({ key, before, after }) => [key, before?.['total'], after?.['total']])).toEqual([
        ['a', 1, 1000],
        ['b', 2, 1000],
      ]);
      await caughtUp(runner, log.add(counted(1, 'a')));
      expect(runner.status().map(({ version }) => version)).toEqual([2]);
      expect(await total('a')).toBe(2000);
    });

    it('does not begin an old version that does not serve', async () => {
      const runner = await runToHead([tally, version2]);
      expect(runner.status().map(({ version }) => version)).toEqual([2]);
    });
  });

  describe('a checkpoint that is worthless', () => {
    it('of another log forces a rebuild', async () => {
      log.add(counted(1, 'a'), counted(1, 'gone'));
      await (await runToHead([tally])).stop();
      log = new MemoryLog('log-2');
      log.add(counted(5, 'a'), noise, noise);
      await runToHead([tally]);
      expect(await store.page(tally, undefined, 10)).toEqual([{ key: 'a', row: { total: 5, trail: ' 3' } }]);
    });

    it('beyond the head forces a rebuild', async () => {
      log.add(counted(1, 'a'), counted(1, 'gone'));
      await (await runToHead([tally])).stop();
      log = new MemoryLog();
      log.add(counted(5, 'a'));
      await runToHead([tally]);
      expect(await store.page(tally, undefined, 10)).toEqual([{ key: 'a', row: { total: 5, trail: ' 3' } }]);
    });
  });

  it('loses no event and doubles none when two run the same projection', async () => {
    log.add(...Array.from({ length: 20 }, (_, index) => counted(index, 'a')));
    const [one, other] = await Promise.all([run([tally]), run([tally])]);
    const head = log.add(counted(100, 'a'));
    await Promise.all([caughtUp(one, head), caughtUp(other, head)]);
    expect(await total('a')).toBe(290);
  });

  it('rebuilds one projection while events come, and serves it again', async () => {
    log.add(...Array.from({ length: 6 }, () => counted(1, 'a')));
    const runner = await runToHead([tally, clearings]);
    runner.rebuild('tally');
    log.add(counted(1, 'a'));
    await caughtUp(runner, log.add(counted(1, 'a')));
    expect(await total('a')).toBe(8);
    expect(() => runner.rebuild('tallies')).toThrow(/tally, clearings/);
  });

  it('stays right when a rebuild runs beside it', async () => {
    log.add(...Array.from({ length: 9 }, () => counted(1, 'a')));
    const runner = await runToHead([tally]);
    const rebuilt = rebuild(tally, { log, store, decode, batch: 1 });
    const head = log.add(counted(1, 'a'));
    await rebuilt;
    await caughtUp(runner, head);
    await caughtUp(runner, log.add(counted(1, 'a')));
    expect(await total('a')).toBe(11);
  });

  it('tries again for as long as a store gives errors that may pass', async () => {
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    log.add(counted(1, 'a'));
    const commit = jest.spyOn(store, 'commit').mockRejectedValue(new Error('connection lost'));
    const runner = await run([tally], { timers: time });
    const failed = (times: number) =>
      firstValueFrom(
        runner.progress.pipe(filter(([status]) => status?.state === 'failing' && commit.mock.calls.length === times)),
      );
    for (let times = 1; times <= 5; times += 1) {
      await failed(times);
      await time.advance(1_000);
    }
    await failed(6);
    commit.mockRestore();
    await time.advance(1_000);
    await caughtUp(runner, '3');
    expect(runner.status()[0]).not.toHaveProperty('trouble');
    expect(await total('a')).toBe(1);
  });

  it('rests after an error of a store, says so, and tries again', async () => {
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    log.add(counted(1, 'a'));
    jest.spyOn(store, 'commit').mockRejectedValueOnce(new Error('disk full'));
    const runner = await run([tally], { timers: time });
    await time.advance(0);
    expect(runner.status()[0]).toMatchObject({ state: 'failing', position: '0', trouble: { message: 'disk full' } });
    await time.advance(1_000);
    await caughtUp(runner, '3');
    expect(await total('a')).toBe(1);
  });

  it('rests after an error of the log, and tries again', async () => {
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    log.add(counted(1, 'a'));
    log.fault = new Error('connection lost');
    const runner = await run([tally], { timers: time });
    await time.advance(1_000);
    await caughtUp(runner, '3');
    expect(await total('a')).toBe(1);
  });

  it('reads nothing again that the subscription brought', async () => {
    log.add(counted(1, 'a'));
    const runner = await runToHead([tally, clearings]);
    const { reads } = log;
    for (let step = 0; step < 5; step += 1) await caughtUp(runner, log.add(counted(1, 'a'), noise, cleared('b')));
    expect(log.reads).toBe(reads);
    expect(await total('a')).toBe(6);
  });

  it('subscribes again after the subscription broke, and misses nothing', async () => {
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    const runner = await runToHead([tally], { timers: time });
    log.add(counted(1, 'a'));
    log.cut();
    log.add(counted(2, 'a'));
    await time.advance(1_000);
    await caughtUp(runner, log.add(counted(4, 'a')));
    expect(await store.get('tally', 'a')).toEqual({ total: 7, trail: ' 3 6 9' });
  });
});
