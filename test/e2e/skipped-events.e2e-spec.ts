import { decode } from '@ledgerdesk/event-store';
import { PROJECTION_STREAM } from '@ledgerdesk/events';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { replay } from '@ledgerdesk/runtime';
import { diagnose } from '../../apps/cli/doctor/diagnose.js';
import { listProjections, retryProjection, skipEvent } from '../../apps/cli/projection/decide-projection.js';
import { replayReadModel } from '../../apps/cli/replay/replay-read-model.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';
import { PostgresServer } from '../support/postgres/server.js';
import { waitUntil } from '../support/wait-until.js';

const NOW = '2026-11-27T07:30:00.000Z';
const MODEL = 'ticket-list';
const POISON = 'No index takes this';

const ticketList = PROJECTIONS.find(({ name }) => name === MODEL);
if (!ticketList) throw new Error(`There is no read model ${MODEL}.`);
const decision = (reason: string) => ({ reason, now: NOW });

/** Makes the read model fail to apply the ticket with the subject POISON. */
const poison = (): void => {
  const evolve = ticketList.evolve.bind(ticketList);
  jest.spyOn(ticketList, 'evolve').mockImplementation((key, row, event) => {
    if ('subject' in event.data && event.data.subject === POISON) throw new Error('too long for the index');
    return evolve(key, row, event);
  });
};

describe.each(['embedded', 'PostgreSQL'])('a read model that has stopped before an event, with %s rows', (rows) => {
  let server: PostgresServer | undefined;
  let engine: TestEngine;
  let aiko: Caller;
  let operator: Caller;
  let poisoned: string;

  beforeAll(async () => {
    if (rows === 'PostgreSQL') server = await PostgresServer.start();
    engine = await TestEngine.open(NOW, server ? { DATABASE_URL: server.url } : {});
    ({ aiko, operator } = await withAcme(engine));
    await engine.settled();
    poison();
    await open('Before');
    poisoned = await open(POISON);
    await open('After');
    await reaches('poisoned');
  }, 60_000);
  afterAll(async () => {
    jest.restoreAllMocks();
    await engine.close();
    await server?.stop();
  });

  const open = async (subject: string) =>
    String((await aiko.post('/v1/tickets', { ...TICKET, subject })).body['ticketId']);
  const status = () => engine.engine.projectionProgress.status().find(({ name }) => name === MODEL);
  const reaches = (state: string) =>
    waitUntil(
      () => status()?.state === state,
      engine.engine.projectionProgress.changes,
      () => `${MODEL} does not become ${state}.`,
    );
  const health = async (): Promise<Body> => {
    const found = ((await operator.get('/v1/health')).body['projections'] as readonly Body[]).filter(
      ({ name }) => name === MODEL,
    );
    return found[0] ?? {};
  };
  const finding = async (): Promise<readonly string[]> =>
    (await diagnose(engine.engine.settings)).flatMap(({ what, state, detail }) =>
      what === `read model ${MODEL}` ? [`${state} ${detail}`] : [],
    );
  const listed = async () => (await listProjections(engine.engine.settings)).find((line) => line.startsWith(MODEL));
  const subjects = async (query = '') =>
    ((await aiko.get(`/v1/tickets?sort=openedAt${query}`)).body['items'] as readonly Body[])
      .map(({ subject }) => subject)
      .toSorted();

  it('is unavailable for what it lacks, now and as of any position, and named with the way on', async () => {
    expect((await aiko.get(`/v1/tickets/${poisoned}`)).status).toBe(503);
    const asOf = await aiko.get(`/v1/tickets?asOf=${await engine.engine.store.head()}`);
    expect(asOf).toMatchObject({ status: 503, body: { type: 'urn:ledgerdesk:problem:read-model-stopped' } });
    expect(await health()).toMatchObject({ state: 'poisoned', trouble: { eventId: expect.any(String) as string } });
    expect(await finding()).toContainEqual(expect.stringMatching(/^trouble .*ledgerdesk projection skip ticket-list/));
    expect(await listed()).toMatch(
      /^ticket-list \(version \d+\): stopped before TicketOpened .*too long for the index/,
    );
  });

  it('cannot be skipped past another event, and others have nothing to skip or retry', async () => {
    const { settings } = engine.engine;
    const wrong = { eventId: 'another', ...decision('') };
    await expect(skipEvent(settings, MODEL, wrong)).rejects.toThrow(/has stopped before event .*, not before another/);
    await expect(skipEvent(settings, 'webhooks', decision(''))).rejects.toThrow(/nothing to skip/);
    await expect(retryProjection(settings, 'webhooks', decision(''))).rejects.toThrow(/nothing to retry/);
    await expect(retryProjection(settings, 'tickets', decision(''))).rejects.toThrow(/no read model "tickets"/);
  });

  it('continues without the event once an operator skips it, which is recorded and shown', async () => {
    const before = await engine.engine.store.head();
    const { eventId, eventType } = await skipEvent(engine.engine.settings, MODEL, decision('Too long.'));
    expect(eventType).toBe('TicketOpened');
    await reaches('running');
    await engine.settled();
    expect(await subjects()).toEqual(['After', 'Before']);
    expect(await subjects(`&asOf=${before}`)).toEqual(['After', 'Before']);
    const { store } = engine.engine;
    const options = { projection: MODEL, by: 'recorded', format: 'json' } as const;
    expect(await replayReadModel(store, options)).not.toContain(POISON);
    const [recorded] = (await store.readStream(PROJECTION_STREAM)).map(decode);
    expect(recorded).toMatchObject({
      type: 'ProjectionEventSkipped',
      data: { projection: MODEL, eventId, reason: 'Too long.' },
      metadata: { actor: { kind: 'operator', id: 'cli' } },
    });
    expect(await health()).toMatchObject({ state: 'running', skipped: [eventId] });
    expect(await finding()).toEqual([expect.stringMatching(new RegExp(`^note .*leaves out ${eventId}`))]);
    expect(await listed()).toContain(`not stopped, leaves out ${eventId}`);
    const auditor = await engine.as({ kind: 'auditor' });
    expect(JSON.stringify((await auditor.get(`/v1/log/events?after=${before}`)).body)).toContain(
      'ProjectionEventSkipped',
    );
  });

  it('contains the event after a retry with an engine that can apply it, recorded while none runs', async () => {
    await engine.restart(NOW, async () => {
      jest.restoreAllMocks();
      expect(await retryProjection(engine.engine.settings, MODEL, decision('Fixed.'))).toHaveLength(1);
    });
    expect(await subjects()).toEqual(['After', 'Before', POISON].toSorted());
    expect(await health()).not.toHaveProperty('skipped');
    const replayed = await replay(ticketList, { log: engine.engine.store, decode });
    const live = await engine.engine.rows.find(MODEL);
    expect(new Map(live.map(({ key, row }) => [key, row]))).toEqual(replayed);
  });
});
