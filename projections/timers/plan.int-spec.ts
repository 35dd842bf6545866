import Database from 'better-sqlite3';
import type { ReadStore, RowQuery } from '@ledgerdesk/read-store';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableName } from '../../libs/read-store/sql/names.js';
import { rowQueries } from '../../libs/read-store/sqlite/row-queries.js';
import { timers } from './definition.js';
import { nextDue } from './queries.js';

describe('a page of the armed timers on SQLite', () => {
  let folder: string;
  let store: ReadStore;
  let database: Database.Database;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-timers-'));
    store = await openReadStore(join(folder, 'read.db'));
    await store.prepare(timers);
    await store.serve(timers);
    database = new Database(join(folder, 'read.db'), { readonly: true });
  });
  afterAll(async () => {
    database.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  /** How SQLite runs the query of a page. */
  const planOf = async (after?: { readonly at: string; readonly key: string }): Promise<string> => {
    const queries: RowQuery[] = [];
    const reader = { ...store, find: async (_name: string, query: RowQuery = {}) => (queries.push(query), []) };
    await nextDue(reader, 100, after);
    const { sql, parameters } = rowQueries.select(tableName(timers), queries[0] ?? {}, () => undefined);
    const steps = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
    return steps.map(({ detail }) => detail).join('; ');
  };

  it('R5 is read from an index, also among many timers of one instant, such as the end of a month', async () => {
    expect(await planOf()).toMatch(/^SEARCH \S+ USING INDEX \S+_at_key \(at>\?\)$/);
  });

  it('R5 starts after the last timer of the page before, also among many timers of one instant', async () => {
    expect(await planOf({ at: '2026-11-30T15:00:00.000Z', key: 'k' })).toContain('((at,key)>(?,?))');
  });
});
