import { decode } from '@ledgerdesk/event-store';
import { TEAM, TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

/** Friday, 16:30 in Tokyo. */
const NOW = '2026-11-27T07:30:00.000Z';

const eventsOf = async ({ engine }: TestEngine) => (await engine.store.readAll({ limit: 1_000 })).events.map(decode);

describe('where events come from', () => {
  let engine: TestEngine;
  afterEach(() => engine.close());

  it('names each process that recorded something, before its first event', async () => {
    engine = await TestEngine.open(NOW);
    expect(await eventsOf(engine)).toEqual([]);
    const { operator } = await withAcme(engine);
    expect((await eventsOf(engine)).map(({ type }) => type).slice(0, 2)).toEqual(['KeyStoreUsed', 'EngineStarted']);

    await engine.restart(NOW);
    const auditor = await engine.as({ kind: 'auditor' });
    const starts = async () =>
      (await auditor.get('/v1/log/events?types=EngineStarted')).body['items'] as readonly object[];
    expect(await starts()).toHaveLength(1);
    await operator.post('/v1/teams', { ...TEAM, teamId: 'globex' });
    expect(await starts()).toMatchObject([
      { data: { roles: engine.engine.settings.ROLES.split(','), clock: { source: 'system', start: null, speed: 1 } } },
      { data: { engineVersion: expect.any(String) as string } },
    ]);
    expect(new Set((await starts()).map((event) => JSON.stringify(event))).size).toBe(2);
  });

  it('says that the clock is simulated in every event, and names the scenario', async () => {
    engine = await TestEngine.openSandbox({ CLOCK_START: NOW, CLOCK_SPEED: '60', SCENARIO: 'demo' });
    const { aiko, operator } = await withAcme(engine);
    await aiko.post('/v1/tickets', TICKET);
    await operator.post('/v1/sandbox/clock', { by: 'P1D' });
    const events = await eventsOf(engine);
    const types = new Set(events.map(({ type }) => type));
    for (const type of ['EngineStarted', 'PolicyVersionUsed', 'TicketOpened', 'ClockMoved', 'ResponseTargetBreached'])
      expect(types).toContain(type);
    for (const { metadata } of events)
      expect(metadata).toMatchObject({
        clock: { source: 'simulated', start: NOW, speed: 60 },
        simulation: { source: 'engine', scenario: 'demo', seed: null },
      });
  });

  it('leaves out what users cause on the clock of the machine', async () => {
    engine = await TestEngine.open(NOW);
    await withAcme(engine);
    for (const { metadata } of await eventsOf(engine)) {
      expect(metadata).not.toHaveProperty('clock');
      expect(metadata).not.toHaveProperty('simulation');
    }
  });
});
