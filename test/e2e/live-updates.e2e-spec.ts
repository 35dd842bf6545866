import { instantOf, millisOf } from '@ledgerdesk/kernel';
import { CALLBACK, CHAT, TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { EventSource } from '../support/http/event-source.js';
import { fetchDescription, routesIn } from '../support/http/openapi-description.js';
import { TestEngine } from '../support/http/test-engine.js';

const NOW = '2026-11-27T07:30:00.000Z';
const after = (hours: number): string => instantOf(millisOf(NOW) + hours * 3_600_000);

describe('live updates over HTTP', () => {
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;
  beforeEach(async () => {
    engine = await TestEngine.open(NOW, { EVENT_STREAM_PAGES: '1' });
    ({ operator, aiko, ben, kenji } = await withAcme(engine));
  });
  afterEach(() => engine.close());

  const follow = (path: string, caller: Caller, lastEventId?: string) =>
    EventSource.open(engine.url + path, caller, lastEventId);
  const openTicket = async (caller = aiko): Promise<string> =>
    String((await caller.post('/v1/tickets', TICKET)).body['ticketId']);
  const updatesIn = ({ events }: EventSource) =>
    events.map(({ event, data: { id, happened } }) => [event, id, happened]);

  describe('of the hub', () => {
    const HUB = '/v1/hub/updates';

    it('H3 name public events of tickets, callbacks and chats of an admin, with log positions', async () => {
      const updates = await follow(HUB, aiko);
      const ticketId = await openTicket();
      await kenji.post(`/v1/desk/tickets/${ticketId}/notes`, { body: 'A secret between us.' });
      const answer = await kenji.post(`/v1/desk/tickets/${ticketId}/answers`, { body: 'Try this.' });
      const {
        body: { callbackId },
      } = await aiko.post('/v1/callbacks', CALLBACK);
      const {
        body: { chatId },
      } = await aiko.post('/v1/chats', CHAT);
      await updates.waitFor(4);
      expect(updatesIn(updates)).toEqual([
        ['ticket', ticketId, 'TicketOpened'],
        ['ticket', ticketId, 'TicketAnswered'],
        ['callback', callbackId, 'CallbackRequested'],
        ['chat', chatId, 'ChatStarted'],
      ]);
      expect(JSON.stringify(updates.events)).not.toMatch(/secret|Try this|Nobody can/);
      const { id = '' } = updates.events[1] ?? {};
      expect(BigInt(id)).toBeLessThanOrEqual(BigInt(answer.headers.get('ledger-position') ?? ''));
      expect((await aiko.with({ 'ledger-position': id }).get(`/v1/tickets/${ticketId}`)).body['messages']).toHaveLength(
        2,
      );
      updates.close();
    });

    it('V4 V5 omit requests of others, also from the start of the log', async () => {
      await operator.post('/v1/teams/acme/members', {
        memberId: 'mia',
        name: 'Mia',
        email: 'mia@acme.example',
        language: 'en',
        roles: ['support_admin'],
      });
      await openTicket();
      await openTicket(ben);
      const updates = await follow(HUB, await engine.member('acme', 'mia'), '0');
      await openTicket();
      const own = await openTicket(await engine.member('acme', 'mia'));
      await updates.waitFor(1);
      expect(updatesIn(updates)).toEqual([['ticket', own, 'TicketOpened']]);
      updates.close();
    });

    it('resume after the Last-Event-ID without repeats or gaps', async () => {
      const first = await follow(HUB, aiko);
      const ids = [await openTicket()];
      await first.waitFor(1);
      first.close();
      for (let n = 0; n < 5; n += 1) ids.push(await openTicket());
      const again = await follow(HUB, aiko, first.events[0]?.id);
      const busy = Promise.all(Array.from({ length: 5 }, () => openTicket()));
      ids.push(...(await busy));
      await again.waitFor(10);
      expect(again.events.map(({ data }) => data['id']).toSorted()).toEqual(ids.slice(1).toSorted());
      again.close();
    });

    it('send a reset to a client that was disconnected for more than a day', async () => {
      const before = await follow(HUB, aiko);
      await openTicket();
      await before.waitFor(1);
      before.close();
      await openTicket();
      await engine.restart(after(25));
      const updates = await follow(HUB, aiko, before.events[0]?.id);
      const last = await openTicket();
      await updates.waitFor(2);
      expect(updates.events.map(({ event, data }) => [event, data['id']])).toEqual([
        ['reset', undefined],
        ['ticket', last],
      ]);
      updates.close();
    });

    it.each([
      ['x', 'malformed-header'],
      ['9'.repeat(19), 'position-beyond-log'],
    ])('refuse the Last-Event-ID %s', async (id, code) => {
      expect((await aiko.with({ 'last-event-id': id }).get(HUB)).body).toMatchObject({
        status: 400,
        type: `urn:ledgerdesk:problem:${code}`,
      });
    });
  });

  describe('of a requester', () => {
    const OWN = '/v1/updates';

    it('V4 R6 K4 name all changes of own tickets, chats and callbacks, to members without the hub too', async () => {
      const [updates, bens] = [await follow(OWN, aiko), await follow(OWN, ben)];
      const {
        body: { chatId },
      } = await aiko.post('/v1/chats', CHAT);
      await kenji.post('/v1/desk/chats/next', {});
      await kenji.post(`/v1/desk/chats/${String(chatId)}/messages`, { body: 'A secret between us.' });
      await kenji.post(`/v1/desk/chats/${String(chatId)}/transfer`, {});
      await aiko.delete(`/v1/chats/${String(chatId)}`);
      const ticketId = await openTicket(ben);
      await bens.waitFor(1);
      await updates.waitFor(9);
      expect(updatesIn(updates)).toEqual([
        ['chat', chatId, 'ChatStarted'],
        ['chat', chatId, 'ChatJoined'],
        ['chat', chatId, 'ChatMessagePosted'],
        ['chat', chatId, 'ChatTransferred'],
        ['chat', chatId, 'ChatEnded'],
        ['ticket', chatId, 'TicketOpened'],
        ['ticket', chatId, 'LiveSupportLinked'],
        ['ticket', chatId, 'TicketAnswered'],
        ['ticket', chatId, 'TicketSolved'],
      ]);
      expect(updatesIn(bens)).toEqual([['ticket', ticketId, 'TicketOpened']]);
      expect(JSON.stringify(updates.events)).not.toMatch(/secret/);
      updates.close();
      const again = await follow(OWN, aiko, updates.events[4]?.id);
      await again.waitFor(4);
      expect(updatesIn(again)).toEqual(updatesIn(updates).slice(5));
      again.close();
      bens.close();
    });
  });

  describe('of the desk', () => {
    const DESK = '/v1/desk/updates';
    const presenceIn = ({ events }: EventSource) => events.filter(({ event }) => event === 'presence');

    it('K4 name changes of tickets, assignments, and offered chats of all teams', async () => {
      await operator.post('/v1/desk/agents', {
        agentId: 'kenji',
        name: 'Kenji',
        languages: ['en'],
        products: ['dropbox'],
      });
      const updates = await follow(DESK, kenji);
      await updates.waitFor(1);
      const ticketId = await openTicket(ben);
      await kenji.post(`/v1/desk/tickets/${ticketId}/claim`);
      const {
        body: { chatId },
      } = await aiko.post('/v1/chats', CHAT);
      await kenji.put('/v1/desk/availability', { availability: 'available' });
      await engine.settled();
      await updates.waitFor(8);
      expect(presenceIn(updates)).toEqual([{ id: '', event: 'presence', data: { reset: true, tickets: [] } }]);
      const [opened, ...others] = updates.events.filter(({ event }) => event !== 'presence');
      expect(opened?.data).toEqual({
        id: ticketId,
        happened: 'TicketOpened',
        at: NOW,
        by: { kind: 'member', id: 'acme.ben' },
      });
      expect(
        others.map(({ event, data: { id, happened, agentId, request } }) => [event, id, happened, agentId ?? request]),
      ).toEqual([
        ['ticket', ticketId, 'ResponseClockStarted', undefined],
        ['ticket', ticketId, 'TicketAssigned', 'kenji'],
        ['chat', chatId, 'ChatStarted', undefined],
        ['agent', 'kenji', 'AgentAvailabilityChanged', undefined],
        ['agent', 'kenji', 'AgentEngaged', { channel: 'chat', requestId: chatId }],
        ['chat', chatId, 'ChatJoined', 'kenji'],
      ]);
      updates.close();
      const again = await follow(DESK, kenji, others.at(-2)?.id);
      await again.waitFor(2);
      expect(again.events.filter(({ event }) => event !== 'presence')).toEqual(others.slice(-1));
      again.close();
    });

    it('tell which agents view a ticket or write on it, until they leave or are silent', async () => {
      const yuki = await engine.as({ kind: 'agent', subject: 'yuki' });
      const ticketId = await openTicket();
      const shown = `/v1/desk/tickets/${ticketId}/presence`;
      const head = await engine.engine.store.head();
      expect((await kenji.put(shown, { activity: 'viewing' })).body).toEqual({
        ticketId,
        present: [{ agentId: 'kenji', activity: 'viewing', since: NOW }],
        expiresInSeconds: 30,
      });
      const updates = await follow(DESK, yuki);
      await updates.waitFor(1);
      const agents = [{ agentId: 'kenji', activity: 'viewing', since: NOW }];
      expect(updates.events).toEqual([
        { id: '', event: 'presence', data: { reset: true, tickets: [{ id: ticketId, agents }] } },
      ]);
      await yuki.put(shown, { activity: 'writing' });
      await updates.waitFor(2);
      expect(updates.events[1]?.data).toEqual({
        reset: false,
        tickets: [{ id: ticketId, agents: [...agents, { agentId: 'yuki', activity: 'writing', since: NOW }] }],
      });
      await engine.settled();
      expect((await kenji.get(`/v1/desk/tickets/${ticketId}`)).body['present']).toMatchObject([
        { agentId: 'kenji', activity: 'viewing' },
        { agentId: 'yuki', activity: 'writing' },
      ]);
      await yuki.delete(shown);
      await updates.waitFor(3);
      expect(updates.events[2]?.data).toEqual({ reset: false, tickets: [{ id: ticketId, agents }] });
      await engine.advance(31_000);
      await updates.waitFor(4);
      expect(updates.events[3]?.data).toEqual({ reset: false, tickets: [{ id: ticketId, agents: [] }] });
      expect(await engine.engine.store.head()).toBe(head);
      updates.close();
    });

    it('refuse to show an agent on a ticket that does not exist', async () => {
      expect((await kenji.put('/v1/desk/tickets/none/presence', { activity: 'viewing' })).status).toBe(404);
      expect((await kenji.put('/v1/desk/tickets/none/presence', { activity: 'dancing' })).status).toBe(400);
    });
  });

  describe('of the log', () => {
    it('send the requested types and streams, to analysts without personal fields', async () => {
      const [analyst, auditor] = [await engine.as({ kind: 'analyst' }), await engine.as({ kind: 'auditor' })];
      const [masked, open] = [
        await follow('/v1/log/events/live?types=TicketOpened,InternalNoteAdded', analyst),
        await follow('/v1/log/events/live?stream=ticket-', auditor),
      ];
      const ticketId = await openTicket();
      await masked.waitFor(1);
      await open.waitFor(2);
      expect(masked.events).toMatchObject([
        { event: 'recorded', data: { type: 'TicketOpened', stream: `ticket-${ticketId}`, data: { subject: '•••' } } },
      ]);
      expect(open.events.map(({ data }) => data['type'])).toEqual(['TicketOpened', 'ResponseClockStarted']);
      expect((await auditor.get('/v1/log/events?types=TicketOpened')).body['items']).toEqual([open.events[0]?.data]);
      masked.close();
      open.close();
    });

    it('start after a position, or resume after the Last-Event-ID', async () => {
      const auditor = await engine.as({ kind: 'auditor' });
      await openTicket();
      const { body } = await auditor.get('/v1/log/events');
      const all = (body['items'] as readonly { readonly position: string }[]).map(({ position }) => position);
      for (const [path, id, rest] of [
        ['?after=0', undefined, all],
        ['?after=0', all[2], all.slice(3)],
      ] as const) {
        const source = await follow(`/v1/log/events/live${path}`, auditor, id);
        await source.waitFor(rest.length);
        expect(source.events.map((event) => event.id)).toEqual(rest);
        source.close();
      }
      const beyond = await auditor.get(`/v1/log/events/live?after=${'9'.repeat(19)}`);
      expect(beyond.body).toMatchObject({ status: 400, type: 'urn:ledgerdesk:problem:position-beyond-log' });
      const ahead = await auditor.with({ 'last-event-id': '9'.repeat(19) }).get('/v1/log/events/live');
      expect(ahead.body).toEqual({ ...beyond.body, instance: expect.any(String) as unknown });
    });

    it('end if too many events were missed, and name the page that continues', async () => {
      const auditor = await engine.as({ kind: 'auditor' });
      await openTicket();
      await engine.restart(engine.engine.clock.now());
      const { store } = engine.engine;
      const readAll = store.readAll.bind(store);
      jest.spyOn(store, 'readAll').mockImplementation((options) => readAll({ ...options, limit: 1 }));
      const path = '/v1/log/events/live?stream=ticket-&types=TicketOpened,ResponseClockStarted';
      const live = await follow(path, auditor, '0');
      await live.ended;
      jest.restoreAllMocks();
      const [first, end, ...others] = live.events;
      expect([first?.data['type'], end?.event, end?.id, others]).toEqual(['TicketOpened', 'end', '', []]);
      expect(end?.data).toEqual({
        reason: 'too-far-behind',
        next: `/v1/log/events?after=${first?.id}&stream=ticket-&types=TicketOpened%2CResponseClockStarted`,
      });
      const rest = (await auditor.get(String(end?.data['next']))).body['items'] as readonly unknown[];
      expect(rest).toMatchObject([{ type: 'ResponseClockStarted' }]);
    });
  });

  it('respond to HEAD with the headers of GET, on every route', async () => {
    const auditor = await engine.as({ kind: 'auditor' });
    const chat = await aiko.post('/v1/chats', CHAT);
    const paths = routesIn(await fetchDescription(auditor))
      .filter(({ responses }) => JSON.stringify(responses).includes('text/event-stream'))
      .map(({ path }) => path.replace('{chatId}', String(chat.body['chatId'])));
    expect(paths).toHaveLength(5);
    for (const path of paths) {
      const caller = path.startsWith('/v1/log') ? auditor : path.startsWith('/v1/desk') ? kenji : aiko;
      const { status, headers } = await caller.send('HEAD', path);
      expect([
        status,
        headers.get('content-type'),
        headers.get('cache-control'),
        headers.get('content-length'),
      ]).toEqual([200, 'text/event-stream', 'no-store', null]);
    }
  });

  it('of the hub send a reset to a client that missed too many events', async () => {
    await engine.restart(engine.engine.clock.now());
    const { store } = engine.engine;
    const page = jest.spyOn(store, 'readAll').mockImplementation(async ({ after: position = '0' } = {}) => ({
      events: [],
      scannedTo: position,
      end: false,
    }));
    const updates = await follow('/v1/hub/updates', aiko, '1');
    await updates.waitFor(1);
    expect(updates.events).toEqual([{ id: await store.head(), event: 'reset', data: {} }]);
    expect(page.mock.calls.length).toBeLessThan(60);
    jest.restoreAllMocks();
    updates.close();
  });
});
