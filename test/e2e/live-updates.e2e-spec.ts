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
    engine = await TestEngine.open(NOW);
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

    it('H1 H5 end when an admin loses access to the hub, and then refuse them', async () => {
      const updates = await follow(HUB, aiko);
      await openTicket();
      await updates.waitFor(1);
      await operator.put('/v1/teams/acme/members/aiko/roles', { roles: [] });
      await openTicket();
      await updates.ended;
      expect(updates.events).toHaveLength(1);
      expect((await aiko.get(HUB)).body).toMatchObject({ status: 403, rule: 'H5' });
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
      expect((await auditor.get(`/v1/log/events/live?after=${'9'.repeat(19)}`)).status).toBe(400);
    });
  });

  it('respond to HEAD with the headers of GET, on every route', async () => {
    const auditor = await engine.as({ kind: 'auditor' });
    const chat = await aiko.post('/v1/chats', CHAT);
    const paths = routesIn(await fetchDescription(auditor))
      .filter(({ responses }) => JSON.stringify(responses).includes('text/event-stream'))
      .map(({ path }) => path.replace('{chatId}', String(chat.body['chatId'])));
    expect(paths).toHaveLength(3);
    for (const path of paths) {
      const caller = path.startsWith('/v1/log') ? auditor : aiko;
      const { status, headers } = await caller.send('HEAD', path);
      expect([
        status,
        headers.get('content-type'),
        headers.get('cache-control'),
        headers.get('content-length'),
      ]).toEqual([200, 'text/event-stream', 'no-store', null]);
    }
  });

  it('end, without another event, when the engine shuts down', async () => {
    const sources = [
      await follow('/v1/hub/updates', aiko),
      await follow('/v1/log/events/live', await engine.as({ kind: 'auditor' })),
    ];
    await openTicket();
    await Promise.all([sources[0]?.waitFor(1), sources[1]?.waitFor(2)]);
    await engine.restart(after(1));
    await Promise.all(sources.map(({ ended }) => ended));
    expect(sources.map(({ events }) => events.length)).toEqual([1, 2]);
  });
});
