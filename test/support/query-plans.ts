import Database from 'better-sqlite3';
import type { Projection, Row } from '@ledgerdesk/kernel';
import type { ReadStore, RowQuery } from '@ledgerdesk/read-store';
import { openPostgresReadStore } from '@ledgerdesk/read-store/postgres';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowQueriesFor } from '../../libs/read-store/postgres/row-queries.js';
import { Schema } from '../../libs/read-store/postgres/schema.js';
import { tableName } from '../../libs/read-store/sql/names.js';
import { rowQueries } from '../../libs/read-store/sqlite/row-queries.js';
import { PostgresServer } from './postgres/server.js';

/** Rows of a projection in a store, and how the store runs queries on them. */
export interface PlannedStore {
  readonly store: ReadStore;
  /** The plans of the queries of `run`: one line for each query. */
  plans(run: (reader: ReadStore) => Promise<unknown>): Promise<readonly string[]>;
  close(): Promise<void>;
}

const fill = async (store: ReadStore, projection: Projection, rows: ReadonlyMap<string, Row>): Promise<void> => {
  await store.prepare(projection);
  await store.commit(projection, { rows, from: undefined, to: { logId: 'log', position: '1' } });
  await store.serve(projection);
};

const plansWith =
  (store: ReadStore, explain: (query: RowQuery) => Promise<string>): PlannedStore['plans'] =>
  async (run) => {
    const queries: RowQuery[] = [];
    const recording: ReadStore = Object.create(store, {
      find: {
        value: async (name: string, query: RowQuery = {}) => {
          queries.push(query);
          return store.find(name, query);
        },
      },
    }) as ReadStore;
    await run(recording);
    return Promise.all(queries.map(explain));
  };

const onSqlite = async (projection: Projection, rows: ReadonlyMap<string, Row>): Promise<PlannedStore> => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-plans-'));
  const file = join(folder, 'read.db');
  const store = await openReadStore(file);
  await fill(store, projection, rows);
  const database = new Database(file);
  database.exec('ANALYZE');
  const explain = async (query: RowQuery): Promise<string> => {
    const { sql, parameters } = rowQueries.select(tableName(projection), query, () => undefined);
    const steps = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
    return steps.map(({ detail }) => detail).join('; ');
  };
  return {
    store,
    plans: plansWith(store, explain),
    close: async () => {
      database.close();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
};

const onPostgres = async (projection: Projection, rows: ReadonlyMap<string, Row>): Promise<PlannedStore> => {
  const server = await PostgresServer.start();
  const place = server.freshSchema();
  const store = await openPostgresReadStore(place);
  await fill(store, projection, rows);
  await server.run('ANALYZE');
  const queries = rowQueriesFor(new Schema(place.schema));
  const explain = async (query: RowQuery): Promise<string> => {
    const { sql, parameters } = queries.select(tableName(projection), query, () => undefined);
    const steps = await server.run<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, parameters);
    return steps.map((step) => step['QUERY PLAN'].trim()).join('; ');
  };
  return {
    store,
    plans: plansWith(store, explain),
    close: async () => {
      await store.close();
      await server.stop();
    },
  };
};

/** Stores whose plans tests check, by name. Each call opens one with these rows. */
export const PLANNED_STORES = [
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
] as const;

/** Expects plans that read an index from the first wanted row on, and sort nothing but rows that tie in the index. */
export const expectIndexed = (plans: readonly string[], store: string): void => {
  expect(plans.length).toBeGreaterThan(0);
  for (const plan of plans)
    if (store === 'SQLite') {
      expect(plan).toMatch(/^SEARCH \S+ USING INDEX/);
      expect(plan.replace('USE TEMP B-TREE FOR LAST TERM OF ORDER BY', '')).not.toContain('TEMP B-TREE');
    } else {
      expect(plan).toMatch(/Index Scan/);
      expect(plan).not.toMatch(/Seq Scan/);
    }
};
