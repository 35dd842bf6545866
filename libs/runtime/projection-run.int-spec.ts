import type { ReadStore } from '@ledgerdesk/read-store';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { DecodedPage } from './decoded-page.js';
import { ProjectionRun } from './projection-run.js';
import { MemoryLog } from '../../test/support/runtime/memory-log.js';
import { counted, decode, tally } from '../../test/support/runtime/sample-projections.js';

const pageAfter = async (run: ProjectionRun, log: MemoryLog): Promise<DecodedPage> =>
  new DecodedPage(run.position, await log.readAll({ after: run.position, limit: 1 }), decode);

/** Calls `between` once, after the next read of rows and before its result is used. */
const interruptNextRead = (store: ReadStore, between: () => Promise<void>): void => {
  const read = store.rows.bind(store);
  jest.spyOn(store, 'rows').mockImplementationOnce(async (projection, keys) => {
    const found = await read(projection, keys);
    await between();
    return found;
  });
};

describe('projection run', () => {
  const setUp = async () => {
    const log = new MemoryLog();
    log.add(counted(1, 'a'), counted(2, 'a'), counted(4, 'a'));
    const store = await openReadStore(':memory:');
    const other = new ProjectionRun(tally, store, log);
    const step = async () => other.advance(await pageAfter(other, log));
    return { log, store, other, step };
  };
  const opened = async (log: MemoryLog, store: ReadStore): Promise<ProjectionRun> => {
    const run = new ProjectionRun(tally, store, log);
    await run.open();
    return run;
  };

  it('discards rows read while another run rebuilds the projection', async () => {
    const { log, store, other, step } = await setUp();
    await other.open();
    await step();
    await step();
    const run = await opened(log, store);
    await other.reset();
    await step();
    interruptNextRead(store, step);
    await run.advance(await pageAfter(run, log));
    expect(await store.page(tally, undefined, 10)).toEqual([{ key: 'a', row: { total: 3, trail: ' 3 6' } }]);
    await run.advance(await pageAfter(run, log));
    expect(await store.page(tally, undefined, 10)).toEqual([{ key: 'a', row: { total: 7, trail: ' 3 6 9' } }]);
    await store.close();
  });
});
