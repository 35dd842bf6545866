import { join } from 'node:path';
import { agentQueue, queuedTickets, type QueueFilter } from '@ledgerdesk/projections';
import { isRefusal, type Row } from '@ledgerdesk/kernel';
import type { ReadStore } from '@ledgerdesk/read-store';
import { openPostgresReadStore } from '@ledgerdesk/read-store/postgres';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { withFolder } from './bench-engine.js';
import { underLoad } from './measure.js';
import { ms, printRow, rate } from './report.js';
import { withPostgres } from './with-postgres.js';

const TICKETS = 100_000;
const BATCH = 5_000;
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

const measure = async (store: ReadStore, database: string): Promise<void> => {
  await fill(store);
  const pages: readonly (readonly [string, QueueFilter, string | undefined])[] = [
    ['the first page', {}, undefined],
    ['a page in the middle', {}, await middleOf(store)],
    ["an agent's tickets", { assignedTo: 'kenji' }, undefined],
    ['unassigned, one product and language', { assignedTo: null, product: 'dash', language: 'ja' }, undefined],
  ];
  for (const [what, filter, cursor] of pages) {
    const measured = await underLoad(1, 2_000, () => queuedTickets(store, filter, { cursor }));
    printRow({
      what: `Queue of ${TICKETS.toLocaleString('en')} open tickets on ${database}: ${what}`,
      measured: `p50 ${ms(measured.p50)}, p99 ${ms(measured.p99)}, ${rate(measured.perSecond)}`,
      reference: '–',
      ratio: '–',
      aim: 'p99 < 5 ms',
    });
  }
  await store.close();
};

/** Measures pages of the agents' queue with a large backlog. */
export const benchQueue = (): Promise<void> =>
  withFolder(async (folder) => {
    await measure(await openReadStore(join(folder, 'queue.db')), 'SQLite');
    await withPostgres(async (url) => measure(await openPostgresReadStore({ url }), 'PostgreSQL'));
  });
