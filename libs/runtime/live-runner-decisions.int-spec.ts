import type { Projection } from '@ledgerdesk/kernel';
import type { ReadStore } from '@ledgerdesk/read-store';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { filter, firstValueFrom } from 'rxjs';
import { MemoryLog, retried, skipped } from '../../test/support/runtime/memory-log.js';
import { poisonedBy, runnersOn, statusOf, version2 } from '../../test/support/runtime/runners.js';
import { caughtUp } from '../../test/support/runtime/caught-up.js';
import { counted, decode, tally } from '../../test/support/runtime/sample-projections.js';
import { replay } from './replay.js';

describe('a decision of an operator about a stopped projection', () => {
  let log: MemoryLog;
  let store: ReadStore;
  beforeEach(async () => {
    log = new MemoryLog();
    store = await openReadStore(':memory:');
  });
  const { run, runToHead, total } = runnersOn(() => ({ log, store }));

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
