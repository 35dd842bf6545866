import { decode, type StoredEvent } from '@ledgerdesk/event-store';
import type { Instant } from '@ledgerdesk/kernel';
import { CHAT, TICKET, type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
import type { Caller, Reply } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';

/** Friday, 16:30 in Tokyo. */
const NOW = '2026-11-27T07:30:00.000Z';
const PATH = '/v1/sandbox/clock';

const open = (): Promise<TestEngine> => TestEngine.openOnMachine(NOW, { CLOCK_START: NOW });
const move = (operator: Caller, body: object): Promise<Reply> => operator.post(PATH, body);

/** The engine's events, without those about the clock, the position and the ids. */
const recorded = async ({ engine }: TestEngine): Promise<readonly object[]> => {
  const events: StoredEvent[] = [];
  for (let after = '0', end = false; !end;) {
    const page = await engine.store.readAll({ after });
    events.push(...page.events);
    [after, end] = [page.scannedTo, page.end];
  }
  return events
    .filter(({ stream }) => !stream.startsWith('log-'))
    .map(decode)
    .map(({ type, stream, occurredAt, recordedAt }) => ({ type, stream, occurredAt, recordedAt }));
};

const timesOf = async (engine: TestEngine, type: string): Promise<readonly Instant[]> =>
  ((await recorded(engine)) as readonly { type: string; recordedAt: Instant }[])
    .filter((event) => event.type === type)
    .map(({ recordedAt }) => recordedAt);

describe('the clock of a sandbox', () => {
  let engine: TestEngine;
  let acme: TeamCallers;
  beforeEach(async () => {
    engine = await open();
    acme = await withAcme(engine);
  });
  afterEach(() => engine.close());

  it('E5 moves to an instant, and what fell due by then is recorded at its own time', async () => {
    const { body: ticket } = await acme.aiko.post('/v1/tickets', TICKET);
    const { status, body, headers } = await move(acme.operator, { to: '2026-11-28T07:30:00+00:00' });
    expect([status, body]).toEqual([
      200,
      {
        moveId: expect.any(String) as string,
        state: 'done',
        from: NOW,
        to: '2026-11-28T07:30:00.000Z',
        reached: '2026-11-28T07:30:00.000Z',
      },
    ]);
    const due = String(ticket['responseDueAt']);
    expect(await timesOf(engine, 'ResponseTargetBreached')).toEqual([due.replace('.000Z', '.100Z')]);
    const after = acme.aiko.with({ 'ledger-position': headers.get('ledger-position') ?? '' });
    expect((await after.get(`/v1/tickets/${String(ticket['ticketId'])}`)).body).toMatchObject({
      response: { breachedAt: due },
    });
    expect((await acme.operator.get(PATH)).body).toEqual({ now: '2026-11-28T07:30:00.000Z', latestMove: body });
    expect((await acme.aiko.get('/v1/time')).body).toMatchObject({ now: '2026-11-28T07:30:00.000Z', speed: 1 });
  });

  it('stands while it moves, and then runs on, also at a higher speed', async () => {
    const fast = await TestEngine.openOnMachine(NOW, { CLOCK_START: NOW, CLOCK_SPEED: '3600' });
    const operator = await fast.as({ kind: 'operator' });
    expect((await move(operator, { by: 'P1D' })).body).toMatchObject({ reached: '2026-11-28T07:30:00.000Z' });
    await fast.advance(1_000);
    expect((await operator.get('/v1/time')).body).toMatchObject({ now: '2026-11-28T08:30:00.000Z', speed: 3_600 });
    await fast.close();
  });

  it('keeps no other request from being handled while its own one waits', async () => {
    const narrow = await TestEngine.openOnMachine(NOW, { CLOCK_START: NOW, REQUESTS_ACTIVE: '1' });
    const operator = (await withAcme(narrow)).operator;
    const moving = move(operator, { by: 'P365D' });
    await narrow.waitForEvents('log-clock', 1);
    expect((await operator.get(PATH)).body).toMatchObject({ latestMove: { state: 'moving' } });
    expect((await moving).body).toMatchObject({ state: 'done' });
    await narrow.close();
  });

  it('includes what falls due at that very moment', async () => {
    const { body: ticket } = await acme.aiko.post('/v1/tickets', TICKET);
    const { body } = await move(acme.operator, { to: String(ticket['responseDueAt']) });
    const reached = String(ticket['responseDueAt']).replace('.000Z', '.100Z');
    expect(body['reached']).toBe(reached);
    expect(await timesOf(engine, 'ResponseTargetBreached')).toEqual([reached]);
  });

  it('P10 Q1 moves by a year in one request: every renewal and digest in order, each at its own time', async () => {
    const { status } = await move(acme.operator, { by: 'P365D' });
    expect(status).toBe(200);
    const renewals = await timesOf(engine, 'AddOnRenewed');
    expect(renewals).toHaveLength(12);
    expect(renewals.slice(0, 3)).toEqual([
      '2026-11-30T15:00:00.100Z',
      '2026-12-31T15:00:00.100Z',
      '2027-01-31T15:00:00.100Z',
    ]);
    expect(await timesOf(engine, 'FeatureDigestSent')).toHaveLength(4);
    const times = ((await recorded(engine)) as readonly { recordedAt: string }[]).map(({ recordedAt }) => recordedAt);
    expect(times).toEqual([...times].sort());
  });

  it('R6 K4 lets chats time out that wait, and takes what waited when the hours open', async () => {
    await acme.aiko.post('/v1/chats', CHAT);
    await move(acme.operator, { by: 'P1D' });
    const types = ((await recorded(engine)) as readonly { type: string }[]).map(({ type }) => type);
    expect(types).toContain('ChatEnded');
  });

  it('is read as of an instant on the way as it was then', async () => {
    await acme.aiko.post('/v1/tickets', TICKET);
    const { headers } = await move(acme.operator, { by: 'P2D' });
    const auditor = await engine.as({ kind: 'auditor' });
    const tickets = async (asOf: string): Promise<readonly object[]> => {
      const after = auditor.with({ 'ledger-position': headers.get('ledger-position') ?? '' });
      return (await after.get(`/v1/read-models/ticket-list?asOf=${asOf}`)).body['items'] as readonly object[];
    };
    const breach = { breachedAt: '2026-11-27T11:30:00.000Z' };
    expect(await tickets('2026-11-27T11:30:00.000Z')).toMatchObject([{ breachedAt: null }]);
    expect(await tickets('2026-11-27T11:30:00.100Z')).toMatchObject([breach]);
    expect(await tickets('2026-11-29T07:30:00.000Z')).toMatchObject([breach]);
  });

  it('goes on after a restart from where it was moved to', async () => {
    await move(acme.operator, { by: 'P30D' });
    await engine.restart(NOW);
    const { body } = await acme.operator.get(PATH);
    expect(body).toMatchObject({ latestMove: { state: 'done', to: '2026-12-27T07:30:00.000Z' } });
    expect(String(body['now'])).toMatch(/^2026-12-27T07:30:01/);
  });

  it('is moved once for an Idempotency-Key', async () => {
    const once = acme.operator.with({ 'idempotency-key': 'tomorrow' });
    const first = await move(once, { by: 'P1D' });
    const second = await move(once, { by: 'P1D' });
    expect([second.status, second.body]).toEqual([200, first.body]);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect((await move(once, { by: 'P2D' })).status).toBe(422);
    expect((await acme.operator.get(PATH)).body['now']).toBe('2026-11-28T07:30:00.000Z');
  });

  it('moves once at a time: of two moves at once, the second is refused', async () => {
    const replies = await Promise.all([move(acme.operator, { by: 'P300D' }), move(acme.operator, { by: 'P300D' })]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = replies.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({
      type: 'urn:ledgerdesk:problem:clock-moving',
      to: '2027-09-23T07:30:00.000Z',
    });
  });

  it('is moved by operators only, and by them only where it is simulated', async () => {
    for (const caller of [acme.aiko, acme.kenji, await engine.as({ kind: 'auditor' })])
      expect([(await move(caller, { by: 'P1D' })).status, (await caller.get(PATH)).status]).toEqual([403, 403]);
    const real = await TestEngine.open(NOW);
    const operator = await real.as({ kind: 'operator' });
    for (const reply of [await move(operator, { by: 'P1D' }), await operator.get(PATH)]) {
      expect([reply.status, reply.body['type']]).toEqual([404, 'urn:ledgerdesk:problem:no-sandbox-clock']);
      expectProblem(reply);
    }
    await real.close();
  });
});

describe('a move of the clock', () => {
  let engine: TestEngine;
  let operator: Caller;
  beforeAll(async () => {
    engine = await open();
    operator = await engine.as({ kind: 'operator' });
  });
  afterAll(() => engine.close());

  it.each([
    [{ to: NOW }, 409, 'clock-not-forward'],
    [{ to: '2026-11-01T00:00:00Z' }, 409, 'clock-not-forward'],
    [{ by: 'PT0S' }, 409, 'clock-not-forward'],
    [{ by: 'P401D' }, 400, 'clock-move-too-far'],
    [{ by: 'P999999999W' }, 400, 'clock-move-too-far'],
    [{ to: '9999-12-31T23:59:59Z' }, 400, 'clock-move-too-far'],
    [{}, 400, 'clock-target-unclear'],
    [{ to: '2026-12-01T00:00:00Z', by: 'P1D' }, 400, 'clock-target-unclear'],
    [{ by: 'P1M' }, 400, 'invalid-input'],
    [{ by: '-P1D' }, 400, 'invalid-input'],
    [{ by: null }, 400, 'invalid-input'],
    [{ to: 'tomorrow' }, 400, 'invalid-input'],
  ])('is refused: %j', async (body, status, code) => {
    const reply = await move(operator, body);
    expect([reply.status, reply.body['type']]).toEqual([status, `urn:ledgerdesk:problem:${code}`]);
    expectProblem(reply);
  });
});

describe('one move of the clock', () => {
  it('records the same as many small ones', async () => {
    const storyOf = async (moves: readonly object[]): Promise<readonly object[]> => {
      const engine = await open();
      const { operator, aiko } = await withAcme(engine);
      await aiko.post('/v1/tickets', TICKET);
      for (const body of moves) expect((await move(operator, body)).status).toBe(200);
      await engine.settled();
      const events = await recorded(engine);
      await engine.close();
      return events.map((event) => ({ ...event, stream: '' }));
    };
    const one = await storyOf([{ by: 'P40D' }]);
    expect(await storyOf(Array.from({ length: 40 }, () => ({ by: 'P1D' })))).toEqual(one);
    expect(await storyOf([{ by: 'PT1S' }, { by: 'PT3H59M59S' }, { by: 'P39DT20H' }])).toEqual(one);
  });
});
