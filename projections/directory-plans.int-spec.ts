import Database from 'better-sqlite3';
import type { Projection } from '@ledgerdesk/kernel';
import type { ReadStore, RowQuery, RowReader } from '@ledgerdesk/read-store';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableName } from '../libs/read-store/sql/names.js';
import { rowQueries } from '../libs/read-store/sqlite/row-queries.js';
import { agents } from './agents/definition.js';
import { agentsBy } from './agents/queries.js';
import { encodeCursor } from './cursor.js';
import { members } from './members/definition.js';
import { membersOf } from './members/queries.js';
import type { PageRequest } from './page.js';
import { teams } from './teams/definition.js';
import { teamsBy } from './teams/queries.js';

type List = (reader: RowReader, page: PageRequest) => Promise<unknown>;

describe('pages of teams, members and agents on SQLite', () => {
  let folder: string;
  let store: ReadStore;
  let database: Database.Database;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-directory-'));
    store = await openReadStore(join(folder, 'read.db'));
    for (const projection of [teams, members, agents]) {
      await store.prepare(projection);
      await store.serve(projection);
    }
    database = new Database(join(folder, 'read.db'), { readonly: true });
  });
  afterAll(async () => {
    database.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  /** How SQLite runs the first query of a page. */
  const planOf = async (projection: Projection, list: List, page: PageRequest): Promise<string> => {
    const queries: RowQuery[] = [];
    const reader = { ...store, find: async (_name: string, query: RowQuery = {}) => (queries.push(query), []) };
    await list(reader, page);
    expect(queries[0]?.limit).toBeLessThanOrEqual(250);
    const { sql, parameters } = rowQueries.select(tableName(projection), queries[0] ?? {}, () => undefined);
    const steps = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
    return steps.map(({ detail }) => detail).join('; ');
  };

  const LISTS: readonly [string, Projection, List, RegExp][] = [
    ['teams', teams, (reader, page) => teamsBy(reader, {}, page), /INDEX \S*sortName_key/],
    ['teams by filters', teams, (reader, page) => teamsBy(reader, { q: 'x' }, page), /INDEX \S*sortName_key/],
    ['agents', agents, (reader, page) => agentsBy(reader, {}, page), /INDEX \S*sortName_key/],
    ['members', members, (reader, page) => membersOf(reader, 'acme', {}, page), /INDEX \S*teamId_sortName_key/],
    [
      'members of one status',
      members,
      (reader, page) => membersOf(reader, 'acme', { status: 'active', q: 'x' }, page),
      /INDEX \S*teamId_status_sortName_key/,
    ],
  ];

  it.each(LISTS)('%s are read from an index in order, without sorting', async (_, projection, list, index) => {
    for (const cursor of [undefined, encodeCursor({ order: 'sortName asc', values: ['k'], key: 'k' })]) {
      const plan = await planOf(projection, list, { cursor });
      expect(plan).toMatch(index);
      expect(plan).not.toContain('TEMP B-TREE');
      if (cursor !== undefined) expect(plan).toMatch(/SEARCH/);
    }
  });
});
