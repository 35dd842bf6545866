import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { InvalidRow, type ReadStore } from '@ledgerdesk/read-store';
import type { Projection } from '@ledgerdesk/kernel';
import { filter, firstValueFrom, map } from 'rxjs';
import { replay } from './replay.js';
import { LiveRunner, type RunnerOptions } from './live-runner.js';
import type { ProjectionStatus } from './projection-status.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { lossAccepted, MemoryLog, retried, skipped } from '../../test/support/runtime/memory-log.js';
import { rebuild } from '../../test/support/runtime/rebuild.js';
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

const statusOf = (
  runner: LiveRunner,
  matches: (status: ProjectionStatus) => boolean,
): Promise<ProjectionStatus | undefined> =>
  firstValueFrom(
    runner.progress.pipe(
      map((statuses) => statuses.find(matches)),
      filter((status) => status !== undefined),
    ),
  );

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
  it('folds existing and new events', async () => {
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

  it('saves the scanned position past events that it does not handle', async () => {
    log.add(counted(1, 'a'), noise, noise, noise);
    await runToHead([tally]);
    expect(await store.checkpoint(tally)).toEqual({
      logId: 'log-1',
      position: '12',
      eventId: 'event-3',
      epoch: 0,
    });
  });

  it('resumes from its checkpoint after a restart', async () => {
    log.add(counted(1, 'a'));
    await (await runToHead([tally])).stop();
    log.add(counted(2, 'a'));
    await runToHead([tally]);
    expect(await store.get('tally', 'a')).toEqual({ total: 3, trail: ' 3 6' });
  });

  it('reads and decodes an event once for projections at the same position', async () => {
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

  it('catches a projection up while another stays at the head', async () => {
    log.add(...Array.from({ length: 10 }, () => counted(1, 'a')), cleared('a'));
    await (await runToHead([tally])).stop();
    const runner = await run([tally, clearings]);
    await caughtUp(runner, log.add(counted(7, 'a'), cleared('z')));
    expect(await total('a')).toBe(7);
    expect(await store.get('clearings', 'all')).toEqual({ count: 2, last: '39' });
  });

  it('rests before events that arrived while it applied others, and applies them in one batch', async () => {
    const time = new ManualTime();
    let arriving = 2;
    const busy: typeof tally = {
      ...tally,
      evolve: (key, row, event) => {
        for (; arriving > 0; arriving -= 1) log.add(counted(1, 'a'));
        return tally.evolve(key, row, event);
      },
    };
    const runner = await runToHead([busy], { batch: 50, timers: time, restMs: 40 });
    const commits = jest.spyOn(store, 'commit');
    await caughtUp(runner, log.add(counted(1, 'a')));
    await time.advance(39);
    expect(await total('a')).toBe(1);
    await time.advance(1);
    await caughtUp(runner, await log.head());
    expect(await total('a')).toBe(3);
    expect(commits).toHaveBeenCalledTimes(2);
  });

  it('does not rest while it catches up, nor before an event that arrives later', async () => {
    log.add(...Array.from({ length: 10 }, () => counted(1, 'a')));
    const runner = await runToHead([tally], { timers: new ManualTime(), restMs: 40 });
    await caughtUp(runner, log.add(counted(1, 'a')));
    await caughtUp(runner, log.add(counted(1, 'a')));
    expect(await total('a')).toBe(12);
  });

  it('reports the lag of a projection', async () => {
    log.add(counted(1, 'a'), counted(1, 'a'));
    const runner = await run([poisonedBy('6')]);
    await caughtUp(runner, '6');
    expect(runner.status()[0]).toMatchObject({ position: '3', lag: 3 });
  });

  describe('a poison event', () => {
    it('stops only that projection, before the event, and reports it', async () => {
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

    it('changes none of its rows if one of them fails', async () => {
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
    ])('is an event where %s', async (_case, invalid: Projection) => {
      log.add(noise, counted(1, 'a'));
      const runner = await runToHead([invalid]);
      expect(runner.status()[0]).toMatchObject({ state: 'poisoned', trouble: { position: '6' } });
    });

    it('is an event that cannot be decoded, for projections that handle it', async () => {
      log.add(counted(1, 'a'), cleared('a'));
      const runner = await runToHead([tally, clearings], {
        decode: (stored) => {
          if (stored.type === 'Counted') throw new Error('sealed');
          return decode(stored);
        },
      });
      expect(runner.status().map(({ state }) => state)).toEqual(['poisoned', 'running']);
    });

    describe('whose row the store rejects', () => {
      /** Makes the store reject each batch with a row of this total. `first` runs before each commit and may throw. */
      const rejectTotal = (total: number, first: () => void = () => undefined) => {
        const commit = store.commit.bind(store);
        return jest.spyOn(store, 'commit').mockImplementation(async (projection, batch) => {
          first();
          if ([...batch.rows.values()].some((row) => row?.['total'] === total)) throw new InvalidRow('no such total');
          return commit(projection, batch);
        });
      };
      const eventsOneEach = () => log.add(...Array.from({ length: 50 }, (_, index) => counted(index + 1, `k${index}`)));

      it.each([1, 2, 17, 33, 50])('is found within its page: event %d of 50', async (total) => {
        eventsOneEach();
        const commits = rejectTotal(total);
        const [status] = (await runToHead([tally], { batch: 50 })).status();
        expect(status).toMatchObject({
          state: 'poisoned',
          position: String((total - 1) * 3),
          trouble: { position: String(total * 3), eventId: `event-${total - 1}` },
        });
        expect(await store.page(tally, undefined, 100)).toHaveLength(total - 1);
        expect(commits.mock.calls.length).toBeLessThan(40);
      });

      it('is found even if the connection is lost meanwhile', async () => {
        const time = new ManualTime('2026-11-02T08:00:00.000Z');
        eventsOneEach();
        let commits = 0;
        rejectTotal(17, () => {
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
        rejectTotal(17);
        await expect(rebuild(tally, { log, store, decode })).rejects.toMatchObject({
          code: 'poison-event',
          position: '51',
        });
        expect(await store.serving('tally')).toBeUndefined();
      });
    });

    it('is applied once the code is fixed', async () => {
      log.add(counted(1, 'a'), counted(2, 'a'), counted(3, 'a'));
      await (await runToHead([poisonedBy('6')])).stop();
      await runToHead([tally]);
      expect(await store.get('tally', 'a')).toEqual({ total: 6, trail: ' 3 6 9' });
    });
  });

  describe('a decision of an operator about a stopped projection', () => {
    const fixedLater = () => {
      let isFixed = false;
      const projection: typeof tally = {
        ...tally,
        evolve: (key, row, event) => {
          if (event.position === '6' && !isFixed) throw new Error('cannot count that');
          return tally.evolve(key, row, event);
        },
      };
      return { projection, fix: () => (isFixed = true) };
    };
    const rowsOf = async (projection: Projection) =>
      new Map((await store.page(projection, undefined, 10)).map(({ key, row }) => [key, row]));

    it('to skip its event lets it go on, and every rebuild and replay leaves the event out', async () => {
      log.add(counted(1, 'a'), counted(2, 'a'), counted(3, 'a', 'b'));
      const running = await runToHead([poisonedBy('6')]);
      expect(await store.stops()).toEqual([
        {
          name: 'tally',
          version: 1,
          stop: expect.objectContaining({ position: '6', eventId: 'event-1', eventType: 'Counted' }) as object,
        },
      ]);
      await caughtUp(running, log.add(skipped('tally', 'event-1', '6')));
      const status = await statusOf(running, ({ state, position }) => state === 'running' && position === '12');
      expect(status).toMatchObject({ skipped: ['event-1'] });
      const rows = await rowsOf(tally);
      expect(rows).toEqual(await replay(poisonedBy('6'), { log, decode }));
      expect(rows.get('a')).toEqual({ total: 4, trail: ' 3 9' });
      expect(await store.stops()).toEqual([]);
      await running.stop();
      await store.reset(tally);
      await (await runToHead([poisonedBy('6')])).stop();
      expect(await rowsOf(tally)).toEqual(rows);
      await runToHead([poisonedBy('6')]);
      expect(await rowsOf(tally)).toEqual(rows);
    });

    it('is followed at the next start', async () => {
      log.add(counted(1, 'a'), counted(2, 'a'), counted(3, 'a'));
      await (await runToHead([poisonedBy('6')])).stop();
      log.add(skipped('tally', 'event-1', '6'));
      const resets = jest.spyOn(store, 'reset');
      await runToHead([poisonedBy('6')]);
      expect(await total('a')).toBe(4);
      expect(resets).not.toHaveBeenCalled();
    });

    it('to retry applies the event again, and stops before it again if it still fails', async () => {
      log.add(counted(1, 'a'), counted(2, 'a'), counted(3, 'a'));
      const { projection, fix } = fixedLater();
      const runner = await runToHead([projection]);
      const stops = jest.spyOn(store, 'recordStop');
      log.add(retried('tally'));
      await firstValueFrom(runner.progress.pipe(filter(() => stops.mock.calls.length > 0)));
      expect(runner.status()[0]).toMatchObject({ state: 'poisoned', position: '3' });
      fix();
      log.add(retried('tally'));
      await statusOf(runner, ({ state, position }) => state === 'running' && position === '15');
      expect(await total('a')).toBe(6);
      expect(await store.stops()).toEqual([]);
    });

    it.each([['while it runs'], ['while it does not run']])(
      'to retry after a skip rebuilds the rows with the event: %s',
      async (when) => {
        log.add(counted(1, 'a'), counted(2, 'a'), counted(3, 'a'), skipped('tally', 'event-1', '6'));
        const { projection, fix } = fixedLater();
        let runner = await runToHead([projection]);
        expect(await total('a')).toBe(4);
        fix();
        if (when !== 'while it runs') await runner.stop();
        const head = log.add(retried('tally'));
        if (when !== 'while it runs') runner = await run([projection]);
        await statusOf(runner, ({ state, position }) => state === 'running' && position === head);
        expect(await store.get('tally', 'a')).toEqual({ total: 6, trail: ' 3 6 9' });
        expect(await store.checkpoint(tally)).toMatchObject({ skipped: undefined });
      },
    );

    it('does not concern a newer version, which applies the event', async () => {
      log.add(counted(1, 'a'), counted(2, 'a'), skipped('tally', 'event-1', '6'));
      await (await runToHead([poisonedBy('6')])).stop();
      await runToHead([version2]);
      expect(await total('a')).toBe(2000);
    });

    it('to skip an event that was applied rebuilds the rows without it', async () => {
      log.add(counted(1, 'a'), counted(2, 'a'));
      const runner = await runToHead([tally]);
      const head = log.add(skipped('tally', 'event-1', '6'));
      await statusOf(runner, ({ serving, position }) => serving && position === head);
      expect(await rowsOf(tally)).toEqual(await replay(tally, { log, decode }));
      expect(await total('a')).toBe(1);
    });

    it('is followed by two runners at once', async () => {
      log.add(counted(1, 'a'), counted(2, 'a'), counted(3, 'a'));
      const runners = [await runToHead([poisonedBy('6')]), await runToHead([poisonedBy('6')])];
      const head = log.add(skipped('tally', 'event-1', '6'), counted(5, 'a'));
      for (const runner of runners)
        await statusOf(runner, ({ state, position }) => state === 'running' && position === head);
      expect(await rowsOf(tally)).toEqual(await replay(tally, { log, decode }));
    });
  });

  describe('two versions of a projection', () => {
    it('serves the old one until the new one has caught up', async () => {
      log.add(counted(1, 'a'));
      await (await runToHead([tally])).stop();
      const stuck: Projection = { ...poisonedBy('6'), version: 2 };
      log.add(counted(2, 'a'), counted(3, 'a'));
      await runToHead([tally, stuck]);
      expect(await store.serving('tally')).toBe(1);
      expect(await total('a')).toBe(6);
    });

    it('runs only the new one after the switch', async () => {
      log.add(counted(1, 'a'), counted(2, 'b'));
      await (await runToHead([tally])).stop();
      const runner = await runToHead([tally, version2]);
      await caughtUp(runner, log.add(counted(1, 'a')));
      expect(runner.status().map(({ version }) => version)).toEqual([2]);
      expect(await total('a')).toBe(2000);
    });

    it('does not run an old version that does not serve', async () => {
      const runner = await runToHead([tally, version2]);
      expect(runner.status().map(({ version }) => version)).toEqual([2]);
    });
  });

  describe('an invalid checkpoint', () => {
    it('of another log causes a rebuild', async () => {
      log.add(counted(1, 'a'), counted(1, 'gone'));
      await (await runToHead([tally])).stop();
      log = new MemoryLog('log-2');
      log.add(counted(5, 'a'), noise, noise);
      await runToHead([tally]);
      expect(await store.page(tally, undefined, 10)).toEqual([{ key: 'a', row: { total: 5, trail: ' 3' } }]);
    });

    it.each([
      ['the log ends before it', [counted(5, 'a')], 'it has read up to position 6, the log ends at 3'],
      [
        'the log has another event there',
        [counted(5, 'a'), { ...counted(6, 'b'), id: 'other' }, noise],
        'at position 6 it has read event event-1, the log has other there',
      ],
    ])('of which %s stops the projection, until that is accepted', async (_case, events, detail) => {
      log.add(counted(1, 'a'), counted(1, 'gone'));
      await (await runToHead([tally])).stop();
      log = new MemoryLog();
      log.add(...events);
      const stopped = await run([tally]);
      expect(await statusOf(stopped, ({ state }) => state === 'failing')).toMatchObject({
        trouble: { message: expect.stringContaining(`read model tally: ${detail}`) as string },
      });
      expect(await store.page(tally, undefined, 10)).toHaveLength(2);
      await stopped.stop();
      log.add(lossAccepted(1));
      await runToHead([tally]);
      expect(await store.get('tally', 'gone')).toBeUndefined();
      expect(await store.get('tally', 'a')).toMatchObject({ total: 5 });
      expect(await store.checkpoint(tally)).toMatchObject({ epoch: 1 });
    });

    it('of version 0.1.0 gets its event, before anything else is read', async () => {
      log.add(counted(1, 'a'), noise);
      await (await runToHead([tally])).stop();
      const { logId, position } = (await store.checkpoint(tally)) ?? { logId: '', position: '' };
      await store.commit(tally, { rows: new Map(), from: await store.checkpoint(tally), to: { logId, position } });
      await runToHead([tally]);
      expect(await store.checkpoint(tally)).toEqual({ logId, position, eventId: 'event-1', epoch: 0 });
      expect(await total('a')).toBe(1);
    });
  });

  it('applies each event once when two runners run the same projection', async () => {
    log.add(...Array.from({ length: 20 }, (_, index) => counted(index, 'a')));
    const [one, other] = await Promise.all([run([tally]), run([tally])]);
    const head = log.add(counted(100, 'a'));
    await Promise.all([caughtUp(one, head), caughtUp(other, head)]);
    expect(await total('a')).toBe(290);
  });

  it('applies each event once alongside a separate rebuild', async () => {
    log.add(...Array.from({ length: 9 }, () => counted(1, 'a')));
    const runner = await runToHead([tally]);
    const rebuilt = rebuild(tally, { log, store, decode, batch: 1 });
    const head = log.add(counted(1, 'a'));
    await rebuilt;
    await caughtUp(runner, head);
    await caughtUp(runner, log.add(counted(1, 'a')));
    expect(await total('a')).toBe(11);
  });

  it('retries as long as the store returns transient errors', async () => {
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

  it('pauses after a store error, reports it, and retries', async () => {
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

  it('pauses after a log error and retries', async () => {
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    log.add(counted(1, 'a'));
    log.error = new Error('connection lost');
    const runner = await run([tally], { timers: time });
    await time.advance(1_000);
    await caughtUp(runner, '3');
    expect(await total('a')).toBe(1);
  });

  it('does not read events again that the log has in memory', async () => {
    log.add(counted(1, 'a'));
    const runner = await runToHead([tally, clearings]);
    log.keepsRecent = true;
    const { reads } = log;
    for (let step = 0; step < 5; step += 1) await caughtUp(runner, log.add(counted(1, 'a'), noise, cleared('b')));
    expect(log.reads).toBe(reads);
    expect(await total('a')).toBe(6);
  });

  it('resubscribes after the subscription fails, and misses no event', async () => {
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    const runner = await runToHead([tally], { timers: time });
    log.add(counted(1, 'a'));
    log.failSubscriptions();
    log.add(counted(2, 'a'));
    await time.advance(1_000);
    await caughtUp(runner, log.add(counted(4, 'a')));
    expect(await store.get('tally', 'a')).toEqual({ total: 7, trail: ' 3 6 9' });
  });

  it('starts again every second while the log is not available, and says so', async () => {
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    log.add(counted(1, 'a'));
    const head = jest.spyOn(log, 'head').mockRejectedValue(new Error('connection lost'));
    const runner = await run([tally], { timers: time });
    const failed = (times: number) =>
      firstValueFrom(
        runner.progress.pipe(filter(([status]) => status?.state === 'failing' && head.mock.calls.length === times)),
      );
    for (let times = 1; times <= 3; times += 1) {
      expect((await failed(times))[0]).toMatchObject({ name: 'tally', trouble: { message: 'connection lost' } });
      await time.advance(1_000);
    }
    await failed(4);
    head.mockRestore();
    await time.advance(1_000);
    await caughtUp(runner, '3');
    expect(runner.status()[0]).not.toHaveProperty('trouble');
    expect(await total('a')).toBe(1);
  });

  it('starts again while the store cannot say which version serves, and then runs only what is needed', async () => {
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    log.add(counted(1, 'a'));
    await (await runToHead([version2])).stop();
    jest.spyOn(store, 'serving').mockRejectedValueOnce(new Error('connection lost'));
    const runner = await run([tally, version2], { timers: time });
    expect(runner.status().map(({ state }) => state)).toEqual(['failing', 'failing']);
    await time.advance(1_000);
    await caughtUp(runner, '3');
    expect(runner.status()).toMatchObject([{ version: 2, state: 'running' }]);
  });
});
