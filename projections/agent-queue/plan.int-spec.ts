import Database from 'better-sqlite3';
import { SORT_ORDERS } from '@ledgerdesk/events';
import type { Row } from '@ledgerdesk/kernel';
import type { ReadStore } from '@ledgerdesk/read-store';
import { openPostgresReadStore } from '@ledgerdesk/read-store/postgres';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import type { CompiledQuery } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { rowQueriesFor } from '../../libs/read-store/postgres/row-queries.js';
import { Schema } from '../../libs/read-store/postgres/schema.js';
import { rowQueries } from '../../libs/read-store/sqlite/row-queries.js';
import { tableName } from '../../libs/read-store/sql/names.js';
import type { RowQueries } from '../../libs/read-store/sql/row-queries.js';
import { readerLike } from '../../test/support/projected-rows.js';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { encodeCursor } from '../cursor.js';
import { queueCounts } from '../queue-counts.js';
import { queuedTickets } from '../queued-tickets.js';
import { ticketSearch } from '../ticket-search/definition.js';
import { agentQueue } from './definition.js';
import { QUEUE_SORTS } from './order.js';
import type { QueueFilter } from './selection.js';

const FILTERS: readonly (readonly [string, QueueFilter])[] = [
  ['open tickets', {}],
  ['past tickets', { status: 'past' }],
  ['tickets on hold', { status: 'on-hold' }],
  ['solved tickets', { status: 'solved' }],
  ["an agent's tickets", { assignedTo: 'agent-1' }],
  ['unassigned tickets', { assignedTo: null }],
  ["a team's tickets", { team: 'team-1' }],
  ["a requester's tickets", { team: 'team-1', requester: 'member-1' }],
];
const TESTED: readonly (readonly [string, QueueFilter])[] = [
  ['tickets on a product', { product: 'dash' }],
  ['tickets of one kind', { issueType: 'sync_upload', level: 'essentials', language: 'ja', state: 'running' }],
  ['breached tickets of a team', { team: 'team-1', breached: true }],
  ['tickets of a team on hold', { team: 'team-1', status: 'on-hold' }],
  ['tickets with a text', { q: 'proxy' }],
  ['tickets updated in a time', { updated: { from: '2026-01-01T00:00:00.000Z' } }],
];
const ORDERS = QUEUE_SORTS.flatMap((sort) => SORT_ORDERS.map((order) => ({ sort, order })));
const CURSOR_VALUES = {
  dueAt: 'sortKey',
  openedAt: 'openedAt',
  updatedAt: 'updatedAt',
  breachedAt: 'breachKey',
} as const;

type Explain = (query: CompiledQuery) => Promise<string>;

const TICKETS = 8_000;

/** Each selection has many tickets: of few, the planner may read all and sort them, which is as fast. */
const rowOf = (n: number): Row => {
  const at = new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
  const status = ['open', 'on-hold', 'solved', 'closed'][n % 4] ?? 'open';
  return {
    ticketId: `t-${n}`,
    teamId: `team-${n % 8 < 6 ? 1 : n % 100}`,
    requesterId: `member-${n % 10 < 8 ? 1 : n % 10}`,
    status,
    isOpen: n % 4 < 2,
    assigneeId: n % 5 < 2 ? '' : `agent-${n % 5 < 4 ? 1 : n % 50}`,
    sortKey: `${n % 7 < 5 ? at : '~'} ${at}`,
    breachKey: `${n % 3 > 0 ? at : '~'} ${at}`,
    openedAt: at,
    updatedAt: at,
    dueAt: n % 7 < 5 ? at : null,
    breachedAt: n % 3 > 0 ? at : null,
    product: n % 5 === 0 ? 'dash' : 'dropbox',
    issueType: 'sync_upload',
    level: 'essentials',
    servedLanguage: 'en',
    responseState: n % 7 < 5 ? 'running' : 'met',
    subject: 'Sync has stopped and nothing has been uploaded since this morning',
  };
};

const fill = async (store: ReadStore): Promise<void> => {
  for (const projection of [agentQueue, ticketSearch]) {
    await store.prepare(projection);
    const rows = Array.from({ length: TICKETS }, (_, n): [string, Row] => [
      `t-${n}`,
      projection === agentQueue ? rowOf(n) : { owner: 'acme.aiko', excerpt: 'sync\n', text: 'sync\n' },
    ]);
    await store.commit(projection, { rows: new Map(rows), from: undefined, to: { logId: 'log', position: '1' } });
    await store.serve(projection);
  }
};

/** The plans of the queries that reading runs. */
const plansOf = async (
  store: ReadStore,
  queries: RowQueries,
  explain: Explain,
  read: (reader: Parameters<typeof queuedTickets>[0]) => Promise<unknown>,
): Promise<readonly string[]> => {
  const [table, tableOf] = [tableName(agentQueue), () => tableName(ticketSearch)];
  const compiled: CompiledQuery[] = [];
  await read(
    readerLike(store, {
      find: async (_name, query = {}) => (compiled.push(queries.select(table, query, tableOf)), []),
      scan: async (_name, query) => {
        compiled.push(queries.scan(table, query, query.limit, tableOf), queries.lastTested(table, query, tableOf));
        return { rows: [], testedTo: undefined };
      },
      scanCounts: async (_name, query) => {
        compiled.push(queries.scanCounts(table, query, tableOf));
        return { counts: [], tested: 0 };
      },
    }),
  );
  const plans: string[] = [];
  for (const query of compiled) plans.push(await explain(query));
  return plans;
};

/** Checks that a plan reads rows of the queue from an index only, without sorting them. */
type Check = (plan: string) => void;

const planSuite = (
  open: () => Promise<{ store: ReadStore; queries: RowQueries; explain: Explain; close: () => Promise<void> }>,
  { inOrder, anyOrder }: { readonly inOrder: Check; readonly anyOrder: Check },
): void => {
  let opened: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    opened = await open();
  }, 120_000);
  afterAll(() => opened.close());
  const plans = (read: Parameters<typeof plansOf>[3]) => plansOf(opened.store, opened.queries, opened.explain, read);

  it.each([...FILTERS, ...TESTED])(
    'gives %s in every order from an index that begins with what they share',
    async (_, filter) => {
      for (const order of ORDERS) {
        const values = [
          '2026-01-04T00:00:00.000Z 2026-01-04T00:00:00.000Z',
          ...(order.order === 'desc' ? ['t-1'] : []),
        ];
        const name = `${CURSOR_VALUES[order.sort]} ${order.order}${order.order === 'desc' ? ',key desc' : ''}`;
        for (const cursor of [undefined, encodeCursor({ order: name, values, key: 't-1' })]) {
          const found = await plans((reader) => queuedTickets(reader, { ...filter, ...order }, { cursor }));
          expect(found.length).toBeGreaterThan(0);
          found.forEach(inOrder);
        }
      }
    },
  );

  it.each(TESTED.filter(([, filter]) => filter.status === undefined))('counts %s from an index', async (_, filter) => {
    const found = await plans((reader) => queueCounts(reader, filter));
    expect(found.length).toBeGreaterThan(0);
    found.forEach(anyOrder);
  });
};

describe('plans of the queue on SQLite', () => {
  const searchesIndex: Check = (plan) => expect(plan).toMatch(/SEARCH agent-queue_v\d+ USING (COVERING )?INDEX/);
  planSuite(
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-queue-'));
      const store = await openReadStore(join(folder, 'read.db'));
      await fill(store);
      const database = new Database(join(folder, 'read.db'), { readonly: true });
      const explain: Explain = async ({ sql, parameters }) =>
        database
          .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
          .all(...parameters)
          .map(({ detail }) => detail)
          .join('; ');
      const close = async (): Promise<void> => {
        database.close();
        await store.close();
        rmSync(folder, { recursive: true });
      };
      return { store, queries: rowQueries, explain, close };
    },
    {
      /** Rows of a scan that passed its tests, a page at most, are sorted again. */
      inOrder: (plan) => {
        searchesIndex(plan);
        expect(plan.replace(/SCAN selected.*$/, '')).not.toContain('TEMP B-TREE');
      },
      anyOrder: searchesIndex,
    },
  );
});

describe('plans of the queue on PostgreSQL', () => {
  const usesIndex: Check = (plan) => {
    expect(plan).toMatch(/Index (Only )?Scan( Backward)? using \S+ on agent-queue_v\d+/);
    expect(plan).not.toMatch(/Seq Scan/);
  };
  planSuite(
    async () => {
      const server = await PostgresServer.start();
      const config = server.freshSchema();
      const store = await openPostgresReadStore(config);
      await fill(store);
      const client = new Client({ connectionString: config.url });
      await client.connect();
      // Of as few rows as here, the planner may read all and sort them; of many, it would not.
      await client.query('ANALYZE; SET enable_seqscan = off; SET enable_bitmapscan = off');
      const explain: Explain = async ({ sql, parameters }) => {
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, [...parameters]);
        return rows
          .map((row) => row['QUERY PLAN'])
          .join('\n')
          .replaceAll('"', '');
      };
      const close = async (): Promise<void> => {
        await client.end();
        await store.close();
        await server.stop();
      };
      return { store, queries: rowQueriesFor(new Schema(config.schema)), explain, close };
    },
    {
      inOrder: (plan) => {
        usesIndex(plan);
        expect(plan).not.toMatch(/Sort Key|Bitmap/);
      },
      anyOrder: usesIndex,
    },
  );
});
