import type { Projection, Timers } from '@ledgerdesk/kernel';
import type { ReadStore } from '@ledgerdesk/read-store';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { DecodedPage } from './decoded-page.js';
import { ProjectionRun } from './projection-run.js';
import { replay } from './replay.js';
import { realTimers } from './timers.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { lossAccepted, MemoryLog } from '../../test/support/runtime/memory-log.js';
import { rebuild } from '../../test/support/runtime/rebuild.js';
import { poisonedBy, runnersOn, statusOf, version2 } from '../../test/support/runtime/runners.js';
import { caughtUp } from '../../test/support/runtime/caught-up.js';
import { cleared, clearings, counted, decode, noise, tally } from '../../test/support/runtime/sample-projections.js';

describe('live runner', () => {
  let log: MemoryLog;
  let store: ReadStore;
  beforeEach(async () => {
    log = new MemoryLog();
    store = await openReadStore(':memory:');
  });
  const { run, runToHead, total } = runnersOn(() => ({ log, store }));

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

  it('rebuilds projections that had stopped at different positions with one scan of the log', async () => {
    log.add(...Array.from({ length: 60 }, (_, n) => (n % 4 === 3 ? cleared('b') : counted(1, 'a', `key-${n % 7}`))));
    const ahead = new ProjectionRun(tally, store, log);
    await ahead.open();
    await ahead.advance(new DecodedPage('0', await log.readAll({ limit: 7 }), decode));
    const seen: string[] = [];
    const counting: typeof decode = (stored) => {
      seen.push(stored.id);
      return decode(stored);
    };
    await runToHead([tally, clearings], { decode: counting });
    expect(seen.length).toBe(new Set(seen).size);
    for (const projection of [tally, clearings]) {
      const rows = await store.page(projection, undefined, 100);
      expect(new Map(rows.map(({ key, row }) => [key, row]))).toEqual(await replay(projection, { log, decode }));
    }
  });

  it('applies new events to rows that are read while others are rebuilt', async () => {
    log.add(...Array.from({ length: 40 }, () => counted(1, 'a')), cleared('b'));
    await (await runToHead([tally])).stop();
    const positions: string[] = [];
    const slow: typeof clearings = {
      ...clearings,
      evolve: (key, row, event) => {
        positions.push(event.position);
        return clearings.evolve(key, row, event);
      },
    };
    const commits = jest.spyOn(store, 'commit');
    log.add(...Array.from({ length: 40 }, () => cleared('a')));
    const runner = await run([tally, slow]);
    await caughtUp(runner, await log.head());
    expect(await total('a')).toBeUndefined();
    expect(positions).toHaveLength(41);
    expect(commits.mock.calls.map(([{ name }]) => name).indexOf(tally.name)).toBeLessThan(2);
  });

  it('reports how fast rows are rebuilt, and how long it will take', async () => {
    let elapsed = 0;
    const timers: Timers = { ...realTimers, elapsed: () => elapsed };
    log.add(...Array.from({ length: 100 }, () => counted(1, 'a')));
    const slow: typeof tally = {
      ...tally,
      evolve: (key, row, event) => {
        elapsed += 500;
        return tally.evolve(key, row, event);
      },
    };
    const runner = await run([slow], { timers });
    const status = await statusOf(runner, ({ rebuild }) => rebuild !== undefined);
    expect(status).toMatchObject({ state: 'rebuilding', rebuild: { eventsPerSecond: 6 } });
    expect(status?.rebuild?.secondsLeft).toBe(Math.ceil((status?.lag ?? 0) / 6));
    await caughtUp(runner, await log.head());
    expect(runner.status()[0]).not.toHaveProperty('rebuild');
  });

  it('reports that a rebuild stands still while it waits for one that is further behind', async () => {
    let elapsed = 0;
    const timers: Timers = { ...realTimers, elapsed: () => elapsed };
    log.add(...Array.from({ length: 60 }, (_, n) => (n % 2 === 1 ? cleared('b') : counted(1, 'a'))));
    const ahead = new ProjectionRun(tally, store, log);
    await ahead.open();
    await ahead.advance(new DecodedPage('0', await log.readAll({ limit: 20 }), decode));
    const slow: typeof clearings = {
      ...clearings,
      evolve: (key, row, event) => {
        elapsed += 500;
        return clearings.evolve(key, row, event);
      },
    };
    const runner = await run([tally, slow], { timers, batch: 1 });
    const waiting = await statusOf(runner, ({ name, rebuild }) => name === tally.name && rebuild !== undefined);
    expect(waiting).toMatchObject({ position: '60', rebuild: { eventsPerSecond: 0, secondsLeft: null } });
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

  it('does not read events again that the log has in memory', async () => {
    log.add(counted(1, 'a'));
    const runner = await runToHead([tally, clearings]);
    log.keepsRecent = true;
    const { reads } = log;
    for (let step = 0; step < 5; step += 1) await caughtUp(runner, log.add(counted(1, 'a'), noise, cleared('b')));
    expect(log.reads).toBe(reads);
    expect(await total('a')).toBe(6);
  });
});
