import { CALL_KINDS, CallCounts } from '@ledgerdesk/event-store';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AsOfPool } from './as-of-pool.js';

const script = pathToFileURL(join(__dirname, '../../../test/support/runtime/counted-calls-worker.mjs'));

describe('the calls of as-of queries to a log server', () => {
  let pool: AsOfPool;
  let calls: CallCounts;
  beforeEach(() => {
    calls = new CallCounts();
    pool = new AsOfPool({ script, workerData: null, env: process.env, threads: 1, calls });
  });
  afterEach(() => pool.close());

  it('are added to those of the engine, each once', async () => {
    calls.count('append');
    const query = { name: 'count', models: () => [], run: () => Promise.reject(new Error('Not in this thread.')) };
    const run = (...params: readonly string[]) => pool.query(query, { params, until: { head: true } });
    await run('read', 'read', 'head');
    await run('read');
    const totals = CALL_KINDS.map((kind) => [kind, calls.total(kind)] as const).filter(([, total]) => total > 0);
    expect(Object.fromEntries(totals)).toEqual({ append: 1, read: 3, head: 1 });
  });
});
