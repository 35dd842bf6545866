import { TicketCommandMessage } from '@ledgerdesk/application';
import { agentQueue, queueCounts, queuedTickets, type QueueFilter, type QueueOrder } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { openPostgresReadStoreView } from '@ledgerdesk/read-store/postgres';
import { openReadStoreView } from '@ledgerdesk/read-store/sqlite';
import { dataFolderAt } from '../../apps/server/index.js';
import type { Server } from '../../apps/server/http-server.js';
import { type BareRows, barePostgresRows, bareSqliteRows } from './bare-rows.js';
import { envelope, openTicket, withFolder, withServer } from './bench-engine.js';
import { fillDesk } from './big-log.js';
import { percentile } from './measure.js';
import { paced } from './paced-load.js';
import { prepareTeam } from './prepared-team.js';
import { ms, printRow, ratio } from './report.js';
import { withPostgres } from './with-postgres.js';
import { givenOrInSize, inSize } from './size.js';

const TICKETS = givenOrInSize('DESK_TICKETS', { short: 200, standard: 100_000 });
const TEAMS = inSize({ short: 20, standard: 2_000 });
const COMMANDS_PER_SECOND = 200;
const READS_PER_SECOND = 40;
const SECONDS = givenOrInSize('DESK_SECONDS', { short: 1, standard: 30 });
const CATCH_UP_MS = 1_800_000;

type Read = (reader: RowReader, n: number) => Promise<unknown>;

const list =
  (filter: (n: number) => QueueFilter & QueueOrder): Read =>
  (reader, n) =>
    queuedTickets(reader, filter(n));
const count =
  (filter: (n: number) => QueueFilter): Read =>
  (reader, n) =>
    queueCounts(reader, filter(n));

/** What agents read. Filters that few tickets meet are the slowest: they test 1,000 tickets. */
const READS: Readonly<Record<string, Read>> = {
  'open tickets in each order': list((n) => ({
    sort: (['dueAt', 'openedAt', 'updatedAt', 'breachedAt'] as const)[n % 4],
    order: n % 8 < 4 ? 'asc' : 'desc',
  })),
  "a team's, a requester's and an agent's tickets": list(
    (n) =>
      [
        { team: `team-${n % TEAMS}` },
        { team: `team-${n % TEAMS}`, requester: 'admin', sort: 'updatedAt', order: 'desc' } as const,
        { assignedTo: `agent-${n % 50}`, sort: 'openedAt' } as const,
      ][n % 3] ?? {},
  ),
  'filters that few tickets meet': list((n) => ({
    product: 'dash',
    issueType: 'billing_plan',
    language: n % 2 ? 'ja' : 'en',
  })),
  'search for a text that few tickets have': list((n) => ({ q: `ticket ${n % TICKETS}` })),
  'search for a text that all tickets have': list(() => ({ q: 'synced', sort: 'updatedAt', order: 'desc' })),
  'kept counts': count((n) => [{}, { team: `team-${n % TEAMS}` }, { assignedTo: null }][n % 3] ?? {}),
  'filtered counts': count((n) => ({ product: 'dash', ...(n % 2 ? { q: 'synced' } : {}) })),
};

/** Rows of the queue that the bare statement reads at a time. */
const KEYS = 51;
const keysFrom = (n: number): readonly string[] =>
  Array.from({ length: KEYS }, (_, at) => `t${(n * KEYS + at) % TICKETS}`);

const ascending = (times: readonly number[] = []): readonly number[] => times.toSorted((a, b) => a - b);

/** Times reads while commands are recorded at a steady pace. */
const measure = async (server: Server, reader: RowReader, bare: BareRows, database: string): Promise<void> => {
  const [names, reads] = [Object.keys(READS), Object.values(READS)];
  const times = [...reads, bare].map((): number[] => []);
  const command = (): Promise<unknown> => {
    const sent = envelope();
    const input = openTicket(sent.commandId);
    return server.commands.execute(new TicketCommandMessage(sent, input.ticketId, input));
  };
  const read = async (n: number): Promise<void> => {
    const at = n % times.length;
    const from = performance.now();
    await (reads[at]?.(reader, Math.floor(n / times.length)) ?? bare.read(keysFrom(n)));
    times[at]?.push(performance.now() - from);
  };
  await Promise.all([
    paced({ perSecond: COMMANDS_PER_SECOND, seconds: SECONDS }, command, () => undefined),
    paced({ perSecond: READS_PER_SECOND, seconds: SECONDS }, read, () => undefined),
  ]);
  const reference = percentile(ascending(times.at(-1)), 0.99);
  const [tickets, teams] = [TICKETS, TEAMS].map((number) => number.toLocaleString('en'));
  const load = `${tickets} tickets of ${teams} teams, ${COMMANDS_PER_SECOND} commands/s,`;
  for (const [at, name] of names.entries()) {
    const sorted = ascending(times[at]);
    printRow({
      what: `${load} on ${database}: ${name}`,
      measured: `p50 ${ms(percentile(sorted, 0.5))}, p99 ${ms(percentile(sorted, 0.99))}`,
      reference: `bare statement, ${KEYS} rows by key: p99 ${ms(reference)}`,
      ratio: ratio(percentile(sorted, 0.99), reference),
      aim: database === 'SQLite' ? 'p99 < 10 ms' : 'p99 < 25 ms',
    });
  }
};

/** Runs `work` on an engine with the tickets in its log and read models. */
const withDesk = (env: Readonly<Record<string, string>>, work: (server: Server, folder: string) => Promise<void>) =>
  withFolder((folder) =>
    withServer(folder, { ROLES: 'http,projections', ...env }, async (server, engine) => {
      await prepareTeam(server);
      await fillDesk(engine.store, TICKETS, TEAMS);
      if (!(await engine.projectionProgress.waitFor(await engine.store.head(), CATCH_UP_MS)))
        throw new Error('The read models have not caught up.');
      await work(server, folder);
    }),
  );

/**
 * Measures pages, searches and counts of the agents' queue while commands are recorded. Reference: a bare statement of
 * the database in the same process. DESK_TICKETS and DESK_SECONDS make it shorter.
 */
export const benchDeskLists = async (): Promise<void> => {
  await withDesk({}, async (server, folder) => {
    const file = dataFolderAt(folder).rows;
    const [view, bare] = [openReadStoreView(file), bareSqliteRows(file, agentQueue, KEYS)];
    await measure(server, view, bare, 'SQLite');
    await Promise.all([view.close(), bare.close()]);
  });
  await withPostgres((url) =>
    withDesk({ DATABASE_URL: url }, async (server) => {
      const [view, bare] = [openPostgresReadStoreView({ url }), await barePostgresRows(url, agentQueue)];
      await measure(server, view, bare, 'PostgreSQL');
      await Promise.all([view.close(), bare.close()]);
    }),
  );
};
