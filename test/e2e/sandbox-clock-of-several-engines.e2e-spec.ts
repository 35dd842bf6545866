import { decode } from '@ledgerdesk/event-store';
import { clockStepsStream } from '@ledgerdesk/events';
import { TICKET, type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { openRemoteLog, type TestStores } from '../support/http/test-stores.js';
import { PostgresServer } from '../support/postgres/server.js';

const NOW = '2026-11-27T07:30:00.000Z';
const PATH = '/v1/sandbox/clock';

describe('the clock of a sandbox of several engines', () => {
  let log: TestStores;
  let rows: PostgresServer;
  let server: TestEngine;
  let acme: TeamCallers;
  const workers: TestEngine[] = [];
  const open = (ROLES: string): Promise<TestEngine> =>
    TestEngine.openSandbox({ ...log.settings, DATABASE_URL: rows.url, CLOCK_START: NOW, ROLES });

  beforeAll(async () => {
    [log, rows] = await Promise.all([openRemoteLog(), PostgresServer.start()]);
    server = await open('http');
    workers.push(await open('projections'), await open('deadlines'), await open('processes'));
    acme = await withAcme(server);
  });
  afterAll(async () => {
    // The read models last: process managers wait for them.
    for (const engine of [server, ...workers.splice(0).toReversed()]) await engine.close();
    await rows.stop();
    await log.close();
  });

  const timeOf = async (type: string): Promise<readonly string[]> => {
    const { events } = await server.engine.store.readAll({ filter: { types: [type] } });
    return events.map(({ recordedAt }) => recordedAt);
  };

  it('E5 P10 moves in all of them, from one due time to the next', async () => {
    const { body: ticket } = await acme.aiko.post('/v1/tickets', TICKET);
    const { status, body } = await acme.operator.post(PATH, { to: '2026-12-05T00:00:00Z' });
    expect([status, body]).toMatchObject([200, { state: 'done', reached: '2026-12-05T00:00:00.000Z' }]);
    const due = String(ticket['responseDueAt']);
    const [breached = ''] = await timeOf('ResponseTargetBreached');
    const [renewed = ''] = await timeOf('AddOnRenewed');
    expect(Date.parse(breached) - Date.parse(due)).toBe(100);
    expect(renewed).toBe('2026-11-30T15:00:00.100Z');
    const steps = await server.engine.store.readStream(clockStepsStream(String(body['moveId'])));
    const reached = steps.map(decode).map(({ data, recordedAt }) => ({ ...data, recordedAt }));
    expect(reached).toContainEqual({ moveId: body['moveId'], to: renewed, recordedAt: renewed });
    for (const { engine } of [server, ...workers]) {
      await engine.clockMoves?.waitFor(String(body['moveId']), 10_000);
      expect(engine.clock.now() >= '2026-12-05T00:00:00.000Z').toBe(true);
      expect(engine.clock.now() < '2026-12-05T00:05:00.000Z').toBe(true);
    }
  });

  it('is moved further when a worker is back that was missing', async () => {
    const [missing] = workers.splice(2, 1);
    await missing?.close();
    const key = { 'idempotency-key': 'while-it-is-missing' };
    const moving = acme.operator.with(key).post(PATH, { by: 'P30D' });
    await server.waitForEvents('log-clock', 3);
    expect((await acme.operator.get(PATH)).body).toMatchObject({ latestMove: { state: 'moving', reached: null } });
    workers.push(await open('processes'));
    expect(await moving).toMatchObject({ status: 200, body: { state: 'done' } });
    expect(await timeOf('AddOnRenewed')).toEqual(['2026-11-30T15:00:00.100Z', '2026-12-31T15:00:00.100Z']);
  });
});
