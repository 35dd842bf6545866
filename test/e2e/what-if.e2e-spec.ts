import { digestOf, parseManifest } from '@ledgerdesk/manifest';
import type { Json } from '@ledgerdesk/kernel';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller, Reply } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';
import { until } from '../support/http/until.js';
import { policyFile } from '../support/what-if/desk.js';

const OPENED = '2026-11-27T07:30:00.000Z';
const policy = policyFile({ editionMinutes: { essentials: 45, enhanced: 15 } });

const codeOf = ({ body }: Reply): unknown => body['type'];
const itemsOf = ({ body }: Reply): readonly Body[] => body['items'] as readonly Body[];

describe('what-if over HTTP', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let kenji: Caller;
  let analyst: Caller;
  let auditor: Caller;

  beforeAll(async () => {
    engine = await TestEngine.open(OPENED);
    ({ aiko, kenji } = await withAcme(engine));
    [auditor, analyst] = [await engine.as({ kind: 'auditor' }), await engine.as({ kind: 'analyst' })];
    for (const hours of ['08:30', '09:30', '10:30']) {
      const { body } = await aiko.post('/v1/tickets', TICKET);
      await engine.advanceTo(`2026-11-27T${hours}:00.000Z`);
      await kenji.post(`/v1/desk/tickets/${String(body['ticketId'])}/answers`, { body: 'On it.' });
      await engine.advanceTo(`2026-11-27T${hours}:30.000Z`);
    }
  });
  afterAll(() => engine.close());

  /** Asks and waits for the end. */
  const answerTo = async (caller: Caller, question: object): Promise<Body> => {
    const asked = await caller.post('/v1/what-if', question);
    expect(asked).toMatchObject({ status: 202 });
    const path = `/v1/what-if/${String(asked.body['id'])}`;
    expect(asked.headers.get('location')).toBe(path);
    let answer: Body = {};
    await until(async () => (answer = (await caller.get(path)).body)['state'] !== 'running');
    return answer;
  };

  it('E5: answers with figures, pages of groups and of explained clocks, and a manifest; records nothing', async () => {
    const head = await engine.engine.store.head();
    const keyed = analyst.with({ 'idempotency-key': 'once' });
    const answer = await answerTo(keyed, { policy, clocks: 'all' });
    expect(answer).toMatchObject({
      state: 'done',
      progress: 1,
      failure: null,
      until: head,
      question: { policyVersion: 'other', calendarsVersion: null, teams: null, timeZone: 'UTC' },
      result: { listedClocks: 3, listIsComplete: true, undecided: 0, unknownVersions: [] },
    });
    const path = `/v1/what-if/${String(answer['id'])}`;
    const [first, second] = [await analyst.get(`${path}/clocks?limit=2`), await analyst.get(`${path}/clocks?cursor=2`)];
    expect(first.body['next']).toBe('2');
    const clocks = [...itemsOf(first), ...itemsOf(second)];
    expect(clocks).toHaveLength(3);
    const gained = clocks.filter(({ change }) => change === 'gained');
    expect(gained.length).toBeGreaterThan(0);
    expect(itemsOf(await analyst.get(`${path}/clocks?change=gained`))).toEqual(gained);
    const compared = clocks.map(({ explanations: _, ...clock }) => clock as Json);
    const manifest = parseManifest(JSON.stringify(answer['manifest']));
    expect(manifest).toMatchObject({ question: { kind: 'what-if', parameters: { policy } }, rows: digestOf(compared) });

    const total = { clocks: 3, gained: gained.length, lost: 0 };
    expect(answer).toMatchObject({ result: { total } });
    const groups = await analyst.get(`${path}/groups?groupBy=team,month`);
    expect(itemsOf(groups)).toMatchObject([{ team: 'acme', month: '2026-11', ...total }]);
    expect(itemsOf(groups)[0]).not.toHaveProperty('level');
    expect(await engine.engine.store.head()).toBe(head);

    const again = await keyed.post('/v1/what-if', { policy, clocks: 'all' });
    const { id, createdAt, question } = answer;
    expect(again).toMatchObject({ status: 202, body: { id, createdAt, question, until: head } });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const other = await keyed.post('/v1/what-if', {});
    expect(codeOf(other)).toBe('urn:ledgerdesk:problem:idempotency-key-reused');
  });

  it('explains the log as deadlines are explained, to the caller only, until the answer is dropped', async () => {
    const answer = await answerTo(auditor, { clocks: 'all' });
    expect(answer).toMatchObject({ state: 'done', result: { total: { different: 0 } } });
    const path = `/v1/what-if/${String(answer['id'])}`;
    for (const { ticketId, explanations } of itemsOf(await auditor.get(`${path}/clocks`))) {
      const { body } = await auditor.get(`/v1/desk/tickets/${String(ticketId)}/clock`);
      const [clock] = body['clocks'] as readonly Body[];
      expect(explanations).toEqual({ recorded: clock, whatIf: clock });
    }
    for (const hidden of [await analyst.get(path), await analyst.delete(path), await analyst.get(`${path}/clocks`)]) {
      expect(hidden.status).toBe(404);
      expect(String(hidden.body['detail'])).toContain('Send the question again');
      expectProblem(hidden);
    }
    expect((await auditor.delete(path)).body).toMatchObject({ state: 'cancelled', result: null, manifest: null });
    expect((await auditor.delete(path)).body).toMatchObject({ state: 'cancelled' });
    const pages = await auditor.get(`${path}/groups`);
    expect(pages.status).toBe(409);
    expectProblem(pages);
  });

  it('answers one of two questions that are asked at once under one key, and refuses the other', async () => {
    const ben = await engine.as({ kind: 'analyst', subject: 'ben' });
    const keyed = ben.with({ 'idempotency-key': 'at-once' });
    const questions = [{ timeZone: 'UTC' }, { timeZone: 'Asia/Tokyo' }];
    const replies = await Promise.all(questions.map((question) => keyed.post('/v1/what-if', question)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([202, 422]);
    const refused = replies.findIndex(({ status }) => status === 422);
    expect(replies[refused] && codeOf(replies[refused])).toBe('urn:ledgerdesk:problem:idempotency-key-reused');
    expect(replies[1 - refused]?.body).toMatchObject({ question: questions[1 - refused] });
    await ben.delete(`/v1/what-if/${String(replies[1 - refused]?.body['id'])}`);
  });

  it('takes one question of a caller at a time, and ends one that is cancelled while it runs', async () => {
    const { body } = await analyst.post('/v1/what-if', {});
    const second = await analyst.post('/v1/what-if', {});
    expect(second.status).toBe(429);
    expectProblem(second);
    const path = `/v1/what-if/${String(body['id'])}`;
    expect((await analyst.delete(path)).body).toMatchObject({ state: 'cancelled' });
    await until(async () => (await analyst.post('/v1/what-if', {})).status === 202);
    expect((await analyst.get(path)).body).toMatchObject({ state: 'cancelled', result: null });
  });

  it.each([
    ['a target of 0 minutes', { policy: policyFile({ editionMinutes: { essentials: 0, enhanced: 60 } }) }, 422],
    ['calendars of another shape', { calendars: { version: 'x' } }, 422],
    ['a version with other contents', { policy: { ...policy, version: '2026-11-30.1' } }, 422],
    ['an empty period', { from: OPENED, to: OPENED }, 400],
    ['an unknown zone', { timeZone: 'Mars/X' }, 400],
    ['no object', { policy: [] }, 400],
    ['an unknown field', { polices: {} }, 400],
    ['null for a file', { policy: null }, 400],
    ['a file with a field named constructor', { policy: { ...policy, constructor: {} } }, 400],
    ['too many teams', { teams: Array.from({ length: 201 }, (_, n) => `t-${n}`) }, 400],
    ['another list', { clocks: 'some' }, 400],
  ])('refuses %s', async (_name, question, status) => {
    const refused = await auditor.post('/v1/what-if', question);
    expect({ ...refused.body, status: refused.status }).toMatchObject({ status });
    expectProblem(refused);
  });

  it.each(['groups?groupBy=mood', 'groups?groupBy=', 'clocks?change=all', 'clocks?limit=0', 'clocks?limit=1e9'])(
    'refuses the query of %s',
    async (query) => {
      const refused = await auditor.get(`/v1/what-if/none/${query}`);
      expect(refused.status).toBe(400);
      expectProblem(refused);
    },
  );
});
