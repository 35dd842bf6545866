// Worker script for the tests of AsOfPool: queries that succeed, fail, or exceed a limit.
import { setTimeout as sleep } from 'node:timers/promises';
import { asOfHandler } from '../../../dist/libs/runtime/as-of/as-of-pool.js';

const QUERIES = {
  echo: async (params) => params,
  fail: async () => {
    throw new Error('no such column');
  },
  sleep: (ms) => sleep(ms),
  spin: () => {
    for (;;);
  },
  hoard: () => {
    for (const rows = []; ;) rows.push({ row: rows.length });
  },
};

export default asOfHandler(async ({ query, params }) => QUERIES[query](params));
