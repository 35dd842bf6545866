import type { Projection } from '@ledgerdesk/kernel';
import { InvalidRow, type ReadStore } from '@ledgerdesk/read-store';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { filter, firstValueFrom } from 'rxjs';
import { ManualTime } from '../../test/support/manual-time.js';
import { MemoryLog } from '../../test/support/runtime/memory-log.js';
import { rebuild } from '../../test/support/runtime/rebuild.js';
import { poisonedBy, runnersOn } from '../../test/support/runtime/runners.js';
import { caughtUp } from '../../test/support/runtime/caught-up.js';
import { cleared, clearings, counted, decode, noise, tally } from '../../test/support/runtime/sample-projections.js';

describe('a poison event', () => {
  let log: MemoryLog;
  let store: ReadStore;
  beforeEach(async () => {
    log = new MemoryLog();
    store = await openReadStore(':memory:');
  });
  const { run, runToHead } = runnersOn(() => ({ log, store }));

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
