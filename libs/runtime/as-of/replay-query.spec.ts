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

/** The totals by key, optionally of one key's events alone. */
const totals: NamedQuery<{ readonly only?: string }, Record<string, unknown>> = {
  name: 'totals',
  models: () => ['tally'],
  eventFilter:
    ({ only }) =>
    ({ data }) =>
      only === undefined || ('keys' in data && Array.isArray(data.keys) && data.keys.includes(only)),
  run: async (rows) => Object.fromEntries((await rows.find('tally')).map(({ key, row }) => [key, row['total']])),
};

describe('a query as of a moment', () => {
  const reader = inlineAsOfReader(source());

  it('is answered from rows replayed up to the moment', async () => {
    expect(await reader.query(totals, { params: {}, until: { position: '6' } })).toEqual({ a: 1, b: 10 });
    expect(await reader.query(totals, { params: {}, until: HEAD })).toEqual({ a: 101 });
  });

  it('is answered from the events that its filter passes alone', async () => {
    expect(await reader.query(totals, { params: { only: 'b' }, until: { position: '9' } })).toEqual({ b: 10 });
  });

  it('is answered from masked events where that is asked for', async () => {
    expect(await reader.query(totals, { params: {}, until: HEAD, masked: true })).toEqual({ a: 0 });
  });

  it('fails when it reads a model that it does not name, instead of finding no rows', async () => {
    const careless = { ...totals, models: () => ['clearings'] };
    await expect(reader.query(careless, { params: {}, until: HEAD })).rejects.toThrow(/"tally" is not in memory/);
  });

  it('fails when it names a model that does not exist', async () => {
    const mistaken = { ...totals, models: () => ['tallies'] };
    await expect(reader.query(mistaken, { params: {}, until: HEAD })).rejects.toThrow(/no projection "tallies"/);
  });

  it('is found by its name in a thread, which fails for a name that it does not know', async () => {
    const task = { query: 'totals', params: {}, until: HEAD };
    expect(await runAsOfTask(source(), [totals], task)).toEqual({ a: 101 });
    await expect(runAsOfTask(source(), [], task)).rejects.toThrow(/no query "totals"/);
  });
});
