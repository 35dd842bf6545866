// Worker script for the tests of AsOfPool: queries that succeed, fail, or exceed a limit.
import { once } from 'node:events';
import { connect } from 'node:net';
import { asOfHandler } from '../../../dist/libs/runtime/as-of/as-of-handler.js';

const QUERIES = {
  echo: async (params) => params,
  /** The process in which the query runs. */
  pid: async () => process.pid,
  /** A result that threads can send to each other, but not to another process. */
  shared: async () => new SharedArrayBuffer(1),
  fail: async () => {
    throw new Error('no such column');
  },
  failWithCode: async (code) => {
    throw new Error('no rows', { cause: Object.assign(new Error('no connection'), { code }) });
  },
  /** Runs until the test ends the connection to a port. */
  hold: async (port) => {
    const gate = connect(port).resume();
    await once(gate, 'close');
  },
  /** Runs until its result is no longer wanted. */
  watch: async (_, cancelled) => {
    Atomics.wait(cancelled, 0, 0, 10);
    if (Atomics.load(cancelled, 0) === 0)
      return new Promise((resolve) => setImmediate(() => resolve(QUERIES.watch(_, cancelled))));
    throw new Error('cancelled');
  },
  spin: () => {
    for (;;);
  },
  hoard: () => {
    for (const rows = []; ;) rows.push({ row: rows.length });
  },
};

export default asOfHandler(async ({ query, params, cancelled, live }) =>
  query === 'whetherLive' ? live : QUERIES[query](params, cancelled),
);
