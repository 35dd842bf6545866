import { OpenResources } from '../../apps/server/open-resources.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';
import { openRemoteLog } from '../support/http/test-stores.js';
import { until } from '../support/http/until.js';
import { PostgresServer } from '../support/postgres/server.js';

const CUTS = 10;

describe('an engine whose connections to PostgreSQL are terminated', () => {
  const resources = new OpenResources();
  let postgres: PostgresServer;
  let engine: TestEngine;
  let aiko: Caller;
  let kenji: Caller;
  let operator: Caller;

  const health = async () => (await operator.get('/v1/health')).body;
  /** Sends a command under one key until it is recorded. */
  const record = async (caller: Caller, path: string, key: string, body: object): Promise<string> => {
    let ticketId: unknown;
    await until(async () => {
      const reply = await caller.with({ 'idempotency-key': key }).post(path, body);
      ticketId = reply.body['ticketId'];
      return reply.status === 201;
    });
    return String(ticketId);
  };
  /** Advances the engine's time, by which processes and timers are retried, until everything runs again. */
  const recovered = () =>
    until(
      async () => {
        await engine.advance(1_000);
        const { status, deadlines, processes } = await health();
        return status === 'ok' && deadlines !== null && processes !== null;
      },
      () => JSON.stringify(engine.engine.workers.processStatus()),
    );

  beforeAll(async () => {
    postgres = await PostgresServer.start();
    resources.add({ close: () => postgres.stop() });
    const log = resources.add(await openRemoteLog());
    engine = resources.add(await TestEngine.open(undefined, { ...log.settings, DATABASE_URL: postgres.url }));
    ({ aiko, kenji, operator } = await withAcme(engine));
  });
  afterAll(() => resources.close());

  it('keeps its projections, timers and processes running, which handle every event once', async () => {
    const tickets = new Set<string>();
    for (let cut = 0; cut < CUTS; cut += 1) {
      const [ticketId] = await Promise.all([
        record(aiko, '/v1/tickets', `ticket-${cut}`, TICKET),
        postgres.cutConnections(),
        kenji.get('/v1/desk/queue'),
      ]);
      tickets.add(ticketId);
    }
    await recovered();
    tickets.add(await record(aiko, '/v1/tickets', 'afterwards', TICKET));
    await engine.settled();
    const { body } = await kenji.get('/v1/desk/queue?limit=100');
    expect((body['items'] as { ticketId: string }[]).map(({ ticketId }) => ticketId).sort()).toEqual(
      [...tickets].sort(),
    );
  });
});
