import type { NamedQuery } from '@ledgerdesk/read-store';
import { MemoryLog } from '../../../test/support/runtime/memory-log.js';
import { clearings, cleared, counted, decode, tally } from '../../../test/support/runtime/sample-projections.js';
import { inlineAsOfReader, type ReplaySource, runAsOfTask } from './replay-query.js';

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
});
