import Database from 'better-sqlite3';
import type { Projection, Row } from '@ledgerdesk/kernel';
import type { ColumnCondition, Condition, ReadStore, RowQuery, RowReader } from '@ledgerdesk/read-store';
import { openPostgresReadStore } from '@ledgerdesk/read-store/postgres';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { type CompiledQuery, sql, type SqlBool } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { rowQueriesFor } from '../../libs/read-store/postgres/row-queries.js';
import { Schema } from '../../libs/read-store/postgres/schema.js';
import { tableName } from '../../libs/read-store/sql/names.js';
import type { RowQueries } from '../../libs/read-store/sql/row-queries.js';
import { rowQueries, rowQueriesWith } from '../../libs/read-store/sqlite/row-queries.js';
import { PostgresServer } from './postgres/server.js';
import { readerLike } from './projected-rows.js';

/** Rows of a projection, by key. */
export interface FilledModel {
  readonly projection: Projection;
  readonly rows: ReadonlyMap<string, Row>;
}

/** How a store runs a query. */
export interface PlannedQuery {
  readonly projection: string;
  readonly plan: string;
  /** What the plan does that reads more than a page: reads a table from end to end, or sorts all that it reads. */
  readonly faults: readonly string[];
  /** Number of rows that it read, in an index or in the table. */
  readonly visited: number;
}

/** Rows of projections in a store, and how the store runs queries on them. */
export interface PlannedStore {
  readonly store: ReadStore;
  /** The queries of `run`, and what it returns. */
  planned<T>(run: (reader: RowReader) => Promise<T>): Promise<readonly [T, readonly PlannedQuery[]]>;
  close(): Promise<void>;
}

type Method = 'find' | 'scan' | 'lastTested' | 'scanCounts' | 'count' | 'each';
type Explain = (method: Method, projection: string, query: object) => Promise<PlannedQuery>;

const plannedWith = (store: ReadStore, explain: Explain): PlannedStore['planned'] => {
  return async (run) => {
    const asked: [Method, string, object][] = [];
    const note = (method: Method, projection: string, query: object = {}) => asked.push([method, projection, query]);
    const reader = readerLike(store, {
      find: (name, query) => (note('find', name, query), store.find(name, query)),
      scan: async (name, query) => {
        note('scan', name, query);
        note('lastTested', name, query);
        return store.scan(name, query);
      },
      scanCounts: (name, query) => (note('scanCounts', name, query), store.scanCounts(name, query)),
      count: (name, where = []) => (note('count', name, { where }), store.count(name, where)),
      each: (name, where, visit) => (note('each', name, { where }), store.each(name, where, visit)),
    });
    const result = await run(reader);
    const queries: PlannedQuery[] = [];
    for (const one of asked) queries.push(await explain(...one));
    return [result, queries];
  };
};

/** A query as the store compiles it. */
const compiledBy = (queries: RowQueries, tables: ReadonlyMap<string, string>) => {
  const tableOf = (name: string): string => tables.get(name) ?? `no table of ${name}`;
  return (method: Method, name: string, query: never): CompiledQuery => {
    const { where = [], limit } = query as { where?: readonly Condition[]; limit: number };
    const table = tableOf(name);
    if (method === 'find') return queries.select(table, query, tableOf);
    if (method === 'scan') return queries.scan(table, query, limit, tableOf);
    if (method === 'lastTested') return queries.lastTested(table, query, tableOf);
    if (method === 'scanCounts') return queries.scanCounts(table, query, tableOf);
    return method === 'count' ? queries.count(table, where, tableOf) : queries.bodies(table, where, tableOf);
  };
};

const tablesOf = (models: readonly FilledModel[]): ReadonlyMap<string, string> =>
  new Map(models.map(({ projection }) => [projection.name, tableName(projection)]));

const fill = async (store: ReadStore, models: readonly FilledModel[]): Promise<void> => {
  for (const { projection, rows } of models) {
    await store.prepare(projection);
    await store.commit(projection, { rows, from: undefined, to: { logId: 'log', position: '1' } });
    await store.serve(projection);
  }
};

/**
 * Steps of a plan on SQLite that read more than a page. A query with conditions searches an index; one without may read
 * it in order. Few rows that tie in the index, or pass a test, are sorted.
 */
const sqliteFaults = (steps: readonly string[], { where = [] }: Pick<RowQuery, 'where'>): readonly string[] => {
  const inOrder = where.length === 0 ? /USING (COVERING )?INDEX|VIRTUAL TABLE INDEX/ : /VIRTUAL TABLE INDEX/;
  const window = steps.findIndex((step) => step.startsWith('SCAN selected'));
  return steps.filter(
    (step, at) =>
      (/^SCAN (?!selected)/.test(step) && !inOrder.test(step)) ||
      (step === 'USE TEMP B-TREE FOR ORDER BY' && (window < 0 || at < window)) ||
      /AUTOMATIC|MATERIALIZE/.test(step),
  );
};

/** Compiles queries whose `contains` counts the rows that are tested for it. */
const countingQueries = rowQueriesWith((column) => sql<SqlBool>`visited(${sql.id(column)})`);

/** The query with a first condition on a column of its index, for which each row that it reads is tested. */
const counted = (query: { where?: readonly Condition[]; orderBy?: readonly { column: string }[] }): object => {
  const { where = [], orderBy = [] } = query;
  const first = where.find((one): one is ColumnCondition => 'column' in one)?.column ?? orderBy[0]?.column ?? 'key';
  return { ...query, where: [{ column: first, is: 'contains', value: '' }, ...where] };
};

const onSqlite = async (models: readonly FilledModel[]): Promise<PlannedStore> => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-plans-'));
  const file = join(folder, 'read.db');
  const store = await openReadStore(file);
  await fill(store, models);
  const database = new Database(file, { readonly: true });
  let visited = 0;
  database.function('visited', (_column: unknown) => ((visited += 1), 1));
  const tables = tablesOf(models);
  const [compile, compileCounting] = [compiledBy(rowQueries, tables), compiledBy(countingQueries, tables)];
  const explain: Explain = async (method, projection, query) => {
    const { sql: text, parameters } = compile(method, projection, query as never);
    const found = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(...parameters);
    const steps = found.map(({ detail }) => detail);
    visited = 0;
    const counting = compileCounting(method, projection, counted(query) as never);
    database.prepare(counting.sql).all(...counting.parameters);
    return { projection, plan: steps.join('; '), faults: sqliteFaults(steps, query), visited };
  };
  const close = async (): Promise<void> => {
    database.close();
    await store.close();
    rmSync(folder, { recursive: true });
  };
  return { store, planned: plannedWith(store, explain), close };
};

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const rowsRead = (node: PlanNode): number =>
  /^(Index|Index Only|Seq) Scan$/.test(node['Node Type'])
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    : 0;

/** Of as few rows as in tests, the planner may read all and sort them; of many, it would not. */
const AS_OF_MANY_ROWS = 'SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off';

const onPostgres = async (models: readonly FilledModel[]): Promise<PlannedStore> => {
  const server = await PostgresServer.start();
  const place = server.freshSchema();
  const store = await openPostgresReadStore(place);
  await fill(store, models);
  const client = new Client({ connectionString: place.url });
  await client.connect();
  await client.query(`ANALYZE; ${AS_OF_MANY_ROWS}`);
  const compile = compiledBy(rowQueriesFor(new Schema(place.schema)), tablesOf(models));
  const explain: Explain = async (method, projection, query) => {
    const { sql: text, parameters } = compile(method, projection, query as never);
    const explained = await client.query<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
      [...parameters],
    );
    const nodes = explained.rows.flatMap((row) => nodesOf(row['QUERY PLAN'][0].Plan));
    const names = nodes.map((node) => [node['Node Type'], node['Index Name']].join(' ').trim());
    return {
      projection,
      plan: names.join('; '),
      faults: names.filter((name) => /^(Seq Scan|Sort|Bitmap)/.test(name)),
      visited: nodes.reduce((sum, node) => sum + rowsRead(node), 0),
    };
  };
  const close = async (): Promise<void> => {
    await client.end();
    await store.close();
    await server.stop();
  };
  return { store, planned: plannedWith(store, explain), close };
};

/** Stores whose plans tests check, by name. Each call opens one with these rows. */
export const PLANNED_STORES = [
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
] as const;
