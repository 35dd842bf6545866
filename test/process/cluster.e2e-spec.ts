import type { StoredEvent } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { settingsFrom } from '../../apps/server/index.js';
import { OpenResources } from '../../apps/server/open-resources.js';
import { writeFastPolicies } from '../support/fast-policies.js';
import { TEAM, TICKET } from '../support/http/acme-fixture.js';
import { Caller, type Reply } from '../support/http/caller.js';
import { type EngineProcess, EngineProcesses } from '../support/http/engine-process.js';
import { freePort } from '../support/http/free-port.js';
import { until } from '../support/http/until.js';
import { Permits } from '../support/permits.js';
import { expectRowsToMatchReplay } from '../support/postgres/rows-match-replay.js';
import { PostgresServer } from '../support/postgres/server.js';
import { runs } from '../support/runs.js';
import { embeddedStorage, openEngineLog } from '../../apps/server/storage.js';

const CALLERS = 4;
const TICKETS_BETWEEN_FAULTS = runs({ short: 6, long: 20 });
/** Tickets that are opened during a fault: a load that does not grow with the time that a restart takes. */
const TICKETS_DURING_FAULT = CALLERS;
/** How often a ticket is sent again while a process restarts. */
const RETRY_POLL_MS = 20;
/** Each poll of the log reads all of it. */
const LOG_POLL_MS = 500;
/** Response targets of seconds instead of hours, so that deadlines fire while processes restart. */
const SECONDS_TO_ANSWER = 4;

describe('one store, two HTTP engines, two workers and PostgreSQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-cluster-'));
  const resources = new OpenResources();
  const engines = new EngineProcesses();
  let postgres: PostgresServer;
  let store: EngineProcess;
  let apis: readonly EngineProcess[] = [];
  let workers: readonly EngineProcess[] = [];

  const token = (options: Omit<Parameters<typeof issueToken>[0], 'days'>) =>
    issueToken({ days: 1, ...options }, settingsFrom({ DATA_DIR: join(folder, 'engine') }));
  const at = (api: number, signedIn: string): Caller => new Caller(() => apis[api % 2]?.url ?? '', signedIn);
  /** Opens tickets through both engines until `faults` ends, each until it is recorded. Returns their ids. */
  const underLoad = async (
    signedIn: string,
    faults: (more: () => Promise<void>) => Promise<void>,
  ): Promise<readonly string[]> => {
    const tickets: string[] = [];
    const permits = new Permits();
    let sent = 0;
    const send = async (key: string, api: number): Promise<Reply | undefined> =>
      at(api, signedIn)
        .with({ 'idempotency-key': key })
        .post('/v1/tickets', TICKET)
        .catch(() => undefined);
    const open = async (key: string): Promise<void> => {
      let attempt = sent;
      const isOpened = async (): Promise<boolean> => {
        const reply = await send(key, (attempt += 1));
        if (reply?.status === 201) tickets.push(String(reply.body['ticketId']));
        else expect([undefined, 503]).toContain(reply?.status);
        return reply?.status === 201;
      };
      await until(isOpened, () => `${key} was not opened.`, { pollMs: RETRY_POLL_MS });
    };
    const callers = Promise.all(
      Array.from({ length: CALLERS }, async () => {
        while (await permits.take()) await open(`ticket-${(sent += 1)}`);
      }),
    );
    const more = async (): Promise<void> => {
      const goal = tickets.length + TICKETS_BETWEEN_FAULTS;
      permits.allow(goal + TICKETS_DURING_FAULT);
      await until(() => tickets.length >= goal);
    };
    await more();
    await faults(more);
    permits.end();
    await callers;
    return tickets;
  };

  /** The ticket id of each event of a type. */
  const idsOf = async (type: string): Promise<string[]> =>
    (await eventsInLog()).filter((event) => event.type === type).map(({ stream }) => stream.replace('ticket-', ''));

  const eventsInLog = async (): Promise<readonly StoredEvent[]> => {
    const log = openSqliteLog({ file: join(folder, 'store', 'events.db') });
    const { events } = await log.readAll({ limit: 1_000_000, filter: { streamPrefixes: ['ticket-'] } });
    await log.close();
    return events;
  };

  beforeAll(async () => {
    postgres = await PostgresServer.start();
    resources.add({ close: () => postgres.stop() });
    resources.add(engines);
    const esdbPort = String(await freePort());
    const common = { CONFIG_DIR: writeFastPolicies(folder, SECONDS_TO_ANSWER), DATA_DIR: join(folder, 'engine') };
    store = await engines.start({
      ...common,
      DATA_DIR: join(folder, 'store'),
      ROLES: 'store',
      ESDB_PORT: esdbPort,
      ESDB_ENGINE_WRITES: 'true',
    });
    const shared = { ...common, EVENTSTORE_URL: `esdb://127.0.0.1:${esdbPort}?tls=false`, DATABASE_URL: postgres.url };
    apis = await Promise.all([1, 2].map(() => engines.start({ ...shared, ROLES: 'http' })));
    workers = await Promise.all(
      [1, 2].map(() => engines.start({ ...shared, ROLES: 'projections,deadlines,processes' })),
    );
  }, 120_000);

  afterAll(async () => {
    await resources.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('lose and repeat nothing while a worker, an engine and the store are killed', async () => {
    const operator = await token({ kind: 'operator' });
    const aiko = await token({ kind: 'member', team: 'acme', subject: 'aiko' });
    expect((await at(0, operator).post('/v1/teams', TEAM)).status).toBe(201);
    await at(1, operator).post('/v1/teams/acme/members', {
      memberId: 'aiko',
      name: 'Aiko',
      email: 'aiko@acme.example',
      language: 'en',
      roles: ['team_admin'],
    });
    const {
      body: { quoteId },
    } = await at(0, aiko).post('/v1/teams/acme/add-ons/quotes', { product: 'dropbox', edition: 'essentials' });
    expect((await at(1, aiko).post('/v1/teams/acme/add-ons', { quoteId })).status).toBe(201);

    const tickets = await underLoad(aiko, async (more) => {
      await workers[0]?.kill();
      await more();
      await workers[0]?.restart();
      await apis[0]?.kill();
      await more();
      await apis[0]?.restart();
      await store.kill();
      await store.restart();
      await more();
      await workers[1]?.kill();
      await more();
      await workers[1]?.restart();
    });

    const written = await at(0, aiko).post('/v1/tickets', TICKET);
    const read = await at(1, aiko)
      .with({ 'ledger-position': written.headers.get('ledger-position') ?? '' })
      .get('/v1/tickets?limit=1');
    expect(read.body['items']).toEqual([expect.objectContaining({ ticketId: written.body['ticketId'] })]);

    const ids = [...tickets, String(written.body['ticketId'])].sort();
    let breached = 0;
    await until(
      async () => (breached = (await idsOf('ResponseTargetBreached')).length) >= ids.length,
      () => `Of ${ids.length} breaches ${breached} were recorded.`,
      { pollMs: LOG_POLL_MS },
    );
    expect((await idsOf('TicketOpened')).sort()).toEqual(ids);
    expect((await idsOf('ResponseTargetBreached')).sort()).toEqual(ids);
    const risks = await idsOf('ResponseAtRisk');
    expect(new Set(risks).size).toBe(risks.length);
    const { log: url } = embeddedStorage(join(folder, 'store'));
    const log = await openEngineLog({ ...embeddedStorage(join(folder, 'engine')), log: url, rows: postgres.url });
    await expectRowsToMatchReplay(postgres.url, log);
    await log.close();
  }, 600_000);
});
