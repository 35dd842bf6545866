import { InMemoryRowReader, type NamedQuery } from '@ledgerdesk/read-store';
import { MemoryLog } from '../../../test/support/runtime/memory-log.js';
import { clearings, cleared, counted, decode, tally } from '../../../test/support/runtime/sample-projections.js';
import { KeptReplays } from './kept-replays.js';
import { inlineAsOfReader, type ReplaySource, runAsOfTask, runLiveTask } from './replay-query.js';

const HEAD = { head: true } as const;

const source = (): ReplaySource => {
  const log = new MemoryLog();
  log.add(counted(1, 'a'), counted(10, 'b'), counted(100, 'a'), cleared('b'));
  const decodeMasked: ReplaySource['decodeMasked'] = (stored) => {
    const event = decode(stored);
    return { ...event, data: { ...event.data, ...('amount' in event.data && { amount: 0 }) } };
  };
  return { log, projections: [tally, clearings], decode, decodeMasked };
};

/** Totals by key, optionally only from events of one key. */
const totals: NamedQuery<{ readonly only?: string }, Record<string, unknown>> = {
  name: 'totals',
  models: () => ['tally'],
  eventFilter:
    ({ only }) =>
    ({ data }) =>
      only === undefined || ('keys' in data && Array.isArray(data.keys) && data.keys.includes(only)),
  run: async (rows) => Object.fromEntries((await rows.find('tally')).map(({ key, row }) => [key, row['total']])),
};

describe('as-of query', () => {
  const reader = inlineAsOfReader(source());

  it('reads rows replayed up to the position', async () => {
    expect(await reader.query(totals, { params: {}, until: { position: '6' } })).toEqual({ a: 1, b: 10 });
    expect(await reader.query(totals, { params: {}, until: HEAD })).toEqual({ a: 101 });
  });

  it('reads rows of only the events that its filter passes', async () => {
    expect(await reader.query(totals, { params: { only: 'b' }, until: { position: '9' } })).toEqual({ b: 10 });
  });

  it('reads rows of masked events on request', async () => {
    expect(await reader.query(totals, { params: {}, until: HEAD, masked: true })).toEqual({ a: 0 });
  });

  it('fails, rather than finding no rows, if it reads a model that it does not declare', async () => {
    const careless = { ...totals, models: () => ['clearings'] };
    await expect(reader.query(careless, { params: {}, until: HEAD })).rejects.toThrow(/"tally" is not in memory/);
  });

  it('fails if it declares a model that does not exist', async () => {
    const mistaken = { ...totals, models: () => ['tallies'] };
    await expect(reader.query(mistaken, { params: {}, until: HEAD })).rejects.toThrow(/Unknown projection "tallies"/);
  });

  it('is found by name in a worker thread, which rejects an unknown name', async () => {
    const task = { query: 'totals', params: {}, until: HEAD };
    expect(await runAsOfTask(source(), [totals], task)).toEqual({ a: 101 });
    await expect(runAsOfTask(source(), [], task)).rejects.toThrow(/Unknown query "totals"/);
  });

  it('that reads pages replays once, for the same models, position and mask', async () => {
    const replayed = source();
    const reads = jest.spyOn(replayed.log, 'readAll');
    const kept = new KeptReplays();
    const paged = { ...totals, keepsReplay: true };
    const page = (position: string, masked = false) =>
      runAsOfTask(replayed, [paged], { query: 'totals', params: {}, until: { position }, masked }, kept);
    expect(await page('6')).toEqual({ a: 1, b: 10 });
    const once = reads.mock.calls.length;
    expect(await page('6')).toEqual({ a: 1, b: 10 });
    expect(reads.mock.calls.length).toBe(once);
    expect(await page('9')).toEqual({ a: 101, b: 10 });
    expect(await page('6')).toEqual({ a: 1, b: 10 });
    expect(reads.mock.calls.length).toBe(2 * once);
    expect(await page('6', true)).toEqual({ a: 0, b: 0 });
    expect(await page('6')).toEqual({ a: 1, b: 10 });
    expect(reads.mock.calls.length).toBe(3 * once);
  });

  it('stops between two pages of the log when its result is no longer wanted', async () => {
    const cancelled = new Int32Array(new SharedArrayBuffer(4));
    const task = { query: 'totals', params: {}, until: HEAD, cancelled };
    expect(await runAsOfTask(source(), [totals], task)).toEqual({ a: 101 });
    Atomics.store(cancelled, 0, 1);
    await expect(runAsOfTask(source(), [totals], task)).rejects.toThrow(/cancelled/);
  });

  it('that reads many rows reads the live ones as of the head, until its result is no longer wanted', async () => {
    const sum: NamedQuery<unknown, number> = {
      name: 'sum',
      models: () => ['tally'],
      readsManyRows: true,
      run: async (rows) => {
        let total = 0;
        await rows.each('tally', [], (row) => (total += Number(row['total'])));
        return total;
      },
    };
    const rows = new Map(['a', 'b'].map((key) => [key, { total: 1_000 }]));
    const live = new InMemoryRowReader([{ projection: tally, rows }]);
    const inline = inlineAsOfReader(source(), live);
    expect(await inline.query(sum, { params: {}, until: HEAD })).toBe(2_000);
    expect(await inline.query(sum, { params: {}, until: { position: '6' } })).toBe(11);
    expect(await inline.query(totals, { params: {}, until: HEAD })).toEqual({ a: 101 });

    const cancelled = new Int32Array(new SharedArrayBuffer(4));
    const task = { query: 'sum', params: {}, until: HEAD, cancelled };
    expect(await runLiveTask(live, [sum], task)).toBe(2_000);
    Atomics.store(cancelled, 0, 1);
    await expect(runLiveTask(live, [sum], task)).rejects.toThrow(/cancelled/);
  });
});
