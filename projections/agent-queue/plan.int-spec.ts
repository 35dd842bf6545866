import Database from 'better-sqlite3';
import type { ReadStore, RowQuery } from '@ledgerdesk/read-store';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { rowQueries } from '../../libs/read-store/sqlite/row-queries.js';
import { tableName } from '../../libs/read-store/sql/names.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeCursor } from '../cursor.js';
import { agentQueue } from './definition.js';
import { queuedTickets, type QueueFilter } from './queries.js';

describe('a page of the queue on SQLite', () => {
  let folder: string;
  let store: ReadStore;
  let database: Database.Database;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-queue-'));
    store = await openReadStore(join(folder, 'read.db'));
    await store.prepare(agentQueue);
    database = new Database(join(folder, 'read.db'), { readonly: true });
  });
  afterAll(async () => {
    database.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  /** How SQLite runs the query of a page. */
  const planOf = async (filter: QueueFilter, cursor?: string): Promise<string> => {
    const queries: RowQuery[] = [];
    const reader = { ...store, find: async (_name: string, query: RowQuery = {}) => (queries.push(query), []) };
    await queuedTickets(reader, filter, { cursor });
    const { sql, parameters } = rowQueries.select(tableName(agentQueue), queries[0] ?? {}, () => undefined);
    const steps = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
    return steps.map(({ detail }) => detail).join('; ');
  };

  it.each<[string, QueueFilter]>([
    ['open tickets', {}],
    ['past tickets', { status: 'past' }],
    ['tickets on hold', { status: 'on-hold' }],
    ['solved tickets', { status: 'solved' }],
    ["an agent's tickets", { assignedTo: 'kenji' }],
    ['unassigned tickets', { assignedTo: null }],
    ["a team's tickets", { team: 'acme' }],
    ['tickets on a product', { product: 'dash' }],
    ['tickets in a language', { language: 'ja' }],
    ["an agent's tickets on a product in a language", { assignedTo: 'kenji', product: 'dash', language: 'ja' }],
  ])('reads an index in the order of the page: %s', async (_what, filter) => {
    const plan = await planOf(filter);
    expect(plan).toMatch(/^SEARCH \S+ USING INDEX/);
    expect(plan).not.toContain('TEMP B-TREE');
  });

  it('starts reading at the cursor, even among tickets of one due time', async () => {
    const order = 'sortKey asc';
    const cursor = encodeCursor({ order, key: 't-1', values: ['2026-11-27T07:30:00.000Z 2026-11-27T07:00:00.000Z'] });
    expect(await planOf({}, cursor)).toContain('(isOpen=? AND (sortKey,key)>(?,?))');
  });
});
