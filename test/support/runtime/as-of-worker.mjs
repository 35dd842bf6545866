// The script of a pool under test: queries that answer, fail, or take too much.
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
