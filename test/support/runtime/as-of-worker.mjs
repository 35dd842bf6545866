// Worker script for the tests of AsOfPool: queries that succeed, fail, or exceed a limit.
import { asOfHandler } from '../../../dist/libs/runtime/as-of/as-of-pool.js';

const QUERIES = {
  echo: async (params) => params,
  fail: async () => {
    throw new Error('no such column');
  },
  /** Runs until the test sets the gate, an Int32Array in shared memory, to 1. */
  hold: async (gate) => {
    Atomics.wait(gate, 0, 0);
  },
  spin: () => {
    for (;;);
  },
  hoard: () => {
    for (const rows = []; ;) rows.push({ row: rows.length });
  },
};

export default asOfHandler(async ({ query, params }) => QUERIES[query](params));
