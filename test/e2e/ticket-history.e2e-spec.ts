import { collect } from '../support/collect.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';

const KENJI = { kind: 'agent', id: 'kenji', name: 'Kenji Mori' };
const AIKO = { kind: 'member', id: 'aiko', name: 'aiko' };

describe('the history of a ticket', () => {
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;
  let auditor: Caller;
  let ticketId: string;

  beforeAll(async () => {
    engine = await TestEngine.open('2026-11-27T07:30:00.000Z');
    ({ operator, aiko, ben, kenji } = await withAcme(engine));
    auditor = await engine.as({ kind: 'auditor' });
    await operator.post('/v1/desk/agents', {
      agentId: 'kenji',
      name: 'Kenji Mori',
      languages: ['en'],
      products: ['dropbox'],
    });
    ticketId = String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);
    const desk = `/v1/desk/tickets/${ticketId}`;
    await kenji.post(`${desk}/notes`, { body: 'Between us.' });
    await kenji.post(`${desk}/claim`);
    await kenji.post(`${desk}/hold`, { reason: 'Waiting for the vendor.' });
    await engine.advanceTo('2026-11-27T11:30:00.200Z');
    await kenji.post(`${desk}/notes`, { body: 'Late.' });
    await kenji.post(`${desk}/solution`, { body: 'Done.' });
    await engine.settled();
  });
  afterAll(() => engine.close());

  const own = async (query = '') => (await aiko.get(`/v1/tickets/${ticketId}/history?${query}`)).body;
  const whole = async (query = '', who = auditor) =>
    (await who.get(`/v1/desk/tickets/${ticketId}/history?${query}`)).body;
  const itemsOf = (body: Body) => body['items'] as Body[];
  const typesOf = (body: Body) => itemsOf(body).map(({ type }) => type);

  it('V4 shows its requester what happened, with names, and nothing of notes and reasons', async () => {
    const body = await own();
    expect(itemsOf(body)).toMatchObject([
      { type: 'TicketOpened', at: '2026-11-27T07:30:00.000Z', actor: AIKO, status: 'open' },
      { type: 'ResponseClockStarted', clock: { number: 1, dueAt: '2026-11-27T11:30:00.000Z', outcome: null } },
      { type: 'TicketAssigned', actor: KENJI, agent: { id: 'kenji', name: 'Kenji Mori' }, status: null },
      { type: 'TicketHeld', actor: KENJI, status: 'on-hold', clock: null },
      { type: 'ResponseTargetBreached', actor: { kind: 'engine', id: null, name: null }, clock: { number: 1 } },
      { type: 'TicketAnswered', actor: KENJI },
      { type: 'ResponseClockStopped', clock: { outcome: 'answered', inTime: false } },
      { type: 'TicketSolved', status: 'solved' },
    ]);
    for (const secret of ['vendor', 'Between us', 'InternalNoteAdded', 'ResponseAtRisk', 'revision', 'position'])
      expect(JSON.stringify(body)).not.toContain(secret);
  });

  it('V4 has pages for its requester that do not depend on notes', async () => {
    const all = itemsOf(await own());
    for (const order of ['asc', 'desc'] as const)
      for (const limit of [1, 2, 3]) {
        const options = { path: { ticketId }, query: { order, limit } };
        const loaded = await collect(aiko.client().pages('/v1/tickets/{ticketId}/history', options));
        const pages = loaded.map(({ items }) => items);
        expect(pages.flat()).toEqual(order === 'asc' ? all : all.toReversed());
        expect(pages.map(({ length }) => length)).toEqual(
          Array.from({ length: Math.ceil(all.length / limit) }, (_, n) => Math.min(limit, all.length - n * limit)),
        );
      }
  });

  it('shows agents and auditors the whole history', async () => {
    const body = await whole();
    expect(typesOf(body)).toEqual([
      'TicketOpened',
      'ResponseClockStarted',
      'InternalNoteAdded',
      'TicketAssigned',
      'TicketHeld',
      'ResponseAtRisk',
      'ResponseTargetBreached',
      'InternalNoteAdded',
      'TicketAnswered',
      'ResponseClockStopped',
      'TicketSolved',
    ]);
    expect(itemsOf(body)[2]).toMatchObject({ audience: 'desk', actor: KENJI });
    expect(itemsOf(body)[4]).toMatchObject({ reason: 'Waiting for the vendor.', audience: 'public' });
    expect(itemsOf(body)[10]).toMatchObject({ closesAt: expect.any(String) as string });
    expect(JSON.stringify(body)).not.toContain('Between us');
    expect(await whole('', kenji)).toEqual(body);
    const ids = itemsOf(body).map(({ id }) => id);
    const logged = (await auditor.get(`/v1/log/events?streamName=ticket-${ticketId}`)).body['items'] as Body[];
    expect(ids).toEqual(logged.map(({ id }) => id));
  });

  it('V4 is that of a member, also if a service acts for the member', async () => {
    const console = (await engine.as({ kind: 'service', subject: 'console', scope: 'act' })).with({
      'ledger-on-behalf-of': 'acme/aiko',
    });
    const opened = String((await console.post('/v1/tickets', TICKET)).body['ticketId']);
    await engine.settled();
    const [first] = itemsOf((await aiko.get(`/v1/tickets/${opened}/history`)).body);
    expect(first).toMatchObject({ actor: AIKO });
    expect(itemsOf((await kenji.get(`/v1/desk/tickets/${opened}/history`)).body)[0]).toMatchObject({
      actor: { kind: 'service', id: 'console', name: null },
      onBehalfOf: AIKO,
    });
  });

  it("V4 is not found for another requester's ticket, nor for none, whatever the cursor", async () => {
    for (const query of ['', '?cursor=1', '?cursor=999999'])
      expect((await ben.get(`/v1/tickets/${ticketId}/history${query}`)).body).toMatchObject({
        status: 404,
        rule: 'V4',
      });
    expect((await auditor.get('/v1/desk/tickets/none/history')).status).toBe(404);
    expect((await aiko.get(`/v1/tickets/${ticketId}/history?cursor=x`)).body).toMatchObject({ status: 400 });
  });
});
