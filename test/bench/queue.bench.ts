import { join } from 'node:path';
import { agentQueue, queuedTickets, type QueueFilter } from '@ledgerdesk/projections';
import { isRefusal, type Row } from '@ledgerdesk/kernel';
import type { ReadStore } from '@ledgerdesk/read-store';
import { openPostgresReadStore } from '@ledgerdesk/read-store/postgres';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { type BareRows, barePostgresRows, bareSqliteRows } from './bare-rows.js';
import { withFolder } from './bench-engine.js';
import { underLoad } from './measure.js';
import { ms, printRow, rate, ratio } from './report.js';
import { withPostgres } from './with-postgres.js';
import { inSize } from './size.js';

const TICKETS = inSize({ short: 1_000, standard: 100_000 });
const BATCH = Math.min(5_000, TICKETS);
const RUN_MS = inSize({ short: 50, standard: 2_000 });
/** Rows that the bare statement reads at a time. */
const KEYS = 51;
const START = Date.UTC(2026, 0, 1);

const instant = (minute: number): string => new Date(START + minute * 60_000).toISOString();

/** Open tickets of 400 teams, of which few are assigned: their columns, and about as much else as a real row has. */
const rowOf = (number: number): Row => {
  const [openedAt, dueAt] = [instant(number), number % 3 === 0 ? null : instant(TICKETS - number)];
  return {
    ticketId: `t-${number}`,
    subject: 'Sync has stopped',
    response: { state: 'running', clock: 1, startedAt: openedAt, riskAt: openedAt, dueAt, answeredAt: null },
    status: 'open',
    isOpen: true,
    teamId: `team-${number % 400}`,
    product: number % 5 === 0 ? 'dash' : 'dropbox',
    servedLanguage: number % 10 === 0 ? 'ja' : 'en',
    openedAt,
    dueAt,
    assignedTo: number % 1_000 === 0 ? 'kenji' : null,
    sortKey: `${dueAt ?? '~'} ${openedAt}`,
  };
};

const fill = async (store: ReadStore): Promise<void> => {
  await store.prepare(agentQueue);
  for (let first = 0; first < TICKETS; first += BATCH) {
    const rows = Array.from({ length: BATCH }, (_, index) => [`t-${first + index}`, rowOf(first + index)] as const);
    const position = (number: number) => ({ logId: 'bench', position: String(number) });
    await store.commit(agentQueue, {
      rows: new Map(rows),
      from: first === 0 ? undefined : position(first),
      to: position(first + BATCH),
    });
  }
  await store.serve(agentQueue);
};

/** The cursor in the middle of the queue. */
const middleOf = async (store: ReadStore): Promise<string | undefined> => {
  let cursor: string | undefined;
  for (let page = 0; page < TICKETS / 400; page += 1) {
    const found = await queuedTickets(store, {}, { cursor, limit: 200 });
    cursor = isRefusal(found) ? undefined : found.next;
  }
  return cursor;
};

const keysFrom = (n: number): readonly string[] =>
  Array.from({ length: KEYS }, (_, at) => `t-${(n * KEYS + at) % TICKETS}`);

const measure = async (store: ReadStore, openBare: () => Promise<BareRows>, database: string): Promise<void> => {
  await fill(store);
  const rows = await openBare();
  let n = 0;
  const bare = await underLoad(1, RUN_MS, () => rows.read(keysFrom(n++)));
  await rows.close();
  const pages: readonly (readonly [string, QueueFilter, string | undefined])[] = [
    ['the first page', {}, undefined],
    ['a page in the middle', {}, await middleOf(store)],
    ["an agent's tickets", { assignedTo: 'kenji' }, undefined],
    ['unassigned, one product and language', { assignedTo: null, product: 'dash', language: 'ja' }, undefined],
  ];
  for (const [what, filter, cursor] of pages) {
    const measured = await underLoad(1, RUN_MS, () => queuedTickets(store, filter, { cursor }));
    printRow({
      what: `Queue of ${TICKETS.toLocaleString('en')} open tickets on ${database}: ${what}`,
      measured: `p50 ${ms(measured.p50)}, p99 ${ms(measured.p99)}, ${rate(measured.perSecond)}`,
      reference: `bare statement, ${KEYS} rows by key: p50 ${ms(bare.p50)}, p99 ${ms(bare.p99)}`,
      ratio: ratio(measured.p99, bare.p99),
      aim: 'p99 < 5 ms',
    });
  }
  await store.close();
};

/** Measures pages of the agents' queue with a large backlog. */
export const benchQueue = (): Promise<void> =>
  withFolder(async (folder) => {
    const file = join(folder, 'queue.db');
    await measure(await openReadStore(file), async () => bareSqliteRows(file, agentQueue, KEYS), 'SQLite');
    await withPostgres(async (url) =>
      measure(await openPostgresReadStore({ url }), () => barePostgresRows(url, agentQueue), 'PostgreSQL'),
    );
  });
