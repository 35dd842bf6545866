import { instantOf, millisOf } from '@ledgerdesk/kernel';
import { CHAT, removeAddOn, TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { EventSource } from '../support/http/event-source.js';
import { TestEngine } from '../support/http/test-engine.js';

const NOW = '2026-11-27T07:30:00.000Z';
const after = (hours: number): string => instantOf(millisOf(NOW) + hours * 3_600_000);

const HUB = '/v1/hub/updates';

describe('live updates over HTTP, at their end,', () => {
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

  const follow = (path: string, caller: Caller) => EventSource.open(engine.url + path, caller);

  it('H1 H5 of the hub end when an admin loses access to the hub, and then refuse them', async () => {
    const updates = await follow(HUB, aiko);
    await aiko.post('/v1/tickets', TICKET);
    await updates.waitFor(1);
    await operator.put('/v1/teams/acme/members/aiko/roles', { roles: [] });
    await updates.ended;
    expect(updates.events.slice(1)).toEqual([
      { id: '', event: 'end', data: expect.objectContaining({ reason: 'access-lost', rule: 'H5' }) as unknown },
    ]);
    expect((await aiko.get(HUB)).body).toMatchObject({ status: 403, rule: 'H5' });
  });

  it('H2 of the hub end with the add-on, by time alone', async () => {
    const updates = await follow(HUB, aiko);
    await removeAddOn(aiko, 'acme', 'dropbox');
    await engine.settled();
    expect(updates.events).toEqual([]);
    await engine.advanceTo('2026-12-01T00:00:00.000Z');
    await updates.ended;
    expect(updates.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'access-lost' } });
  });

  it('end, with a last event that says so, when the engine shuts down', async () => {
    const sources = [
      await follow(HUB, aiko),
      await follow('/v1/log/events/live', await engine.as({ kind: 'auditor' })),
    ];
    await aiko.post('/v1/tickets', TICKET);
    await Promise.all([sources[0]?.waitFor(1), sources[1]?.waitFor(3)]);
    await engine.restart(after(1));
    await Promise.all(sources.map(({ ended }) => ended));
    expect(sources.map(({ events }) => events.map(({ event, data }) => data['type'] ?? event))).toEqual([
      ['ticket', 'end'],
      ['PolicyVersionUsed', 'TicketOpened', 'ResponseClockStarted', 'end'],
    ]);
  });

  describe('of every kind', () => {
    const streams = async (): Promise<Readonly<Record<string, EventSource>>> => {
      const { body } = await aiko.post('/v1/chats', CHAT);
      const chat = `/v1/chats/${String(body['chatId'])}/updates`;
      const service = (await engine.as({ kind: 'service', subject: 'console', scope: 'act' })).with({
        'ledger-on-behalf-of': 'acme/aiko',
      });
      return {
        hub: await follow(HUB, aiko),
        own: await follow('/v1/updates', aiko),
        desk: await follow('/v1/desk/updates', kenji),
        'hub of a service': await follow(HUB, service),
        chat: await follow(chat, aiko),
        'chat of an agent': await follow(chat, kenji),
        log: await follow('/v1/log/events/live', await engine.as({ kind: 'analyst' })),
      };
    };
    const ends = async (open: Readonly<Record<string, EventSource>>): Promise<Readonly<Record<string, unknown>>> =>
      Object.fromEntries(
        await Promise.all(
          Object.entries(open).map(async ([name, source]) => {
            await source.ended;
            const last = source.events.at(-1);
            return [name, [last?.event, last?.data['reason'], last?.data['rule']]] as const;
          }),
        ),
      );
    const allWith = (open: object, last: unknown) => Object.fromEntries(Object.keys(open).map((name) => [name, last]));

    afterEach(() => jest.restoreAllMocks());

    it('H8 end when the token expires, and say so', async () => {
      const open = await streams();
      const expired = Date.now() + 25 * 3_600_000;
      jest.spyOn(Date, 'now').mockReturnValue(expired);
      await engine.advance(60_000);
      expect(await ends(open)).toEqual(allWith(open, ['end', 'token-expired', undefined]));
    });

    it('E2 H1 end when the member is deactivated, without any further event, and say so', async () => {
      const { hub, own, chat, 'hub of a service': acting } = await streams();
      if (!hub || !own || !chat || !acting) throw new Error('No streams.');
      await operator.delete('/v1/teams/acme/members/aiko');
      expect(await ends({ hub, own, acting, chat })).toEqual({
        own: ['end', 'access-lost', 'E2'],
        hub: ['end', 'access-lost', 'H5'],
        acting: ['end', 'access-lost', 'H5'],
        chat: ['end', 'access-lost', 'E2'],
      });
    });

    it('of the desk end when the agent is retired, and are refused until the agent is reinstated', async () => {
      const yuki = await engine.as({ kind: 'agent', subject: 'yuki' });
      const profile = { agentId: 'yuki', name: 'Yuki', languages: ['en'], products: ['dropbox'] };
      expect((await operator.post('/v1/desk/agents', profile)).status).toBe(201);
      const [desk, other] = [await follow('/v1/desk/updates', yuki), await follow('/v1/desk/updates', kenji)];
      expect((await operator.patch('/v1/desk/agents/yuki', { retired: true })).status).toBe(200);
      expect(await ends({ desk })).toEqual({ desk: ['end', 'access-lost', undefined] });
      expect(desk.events.at(-1)?.data).toMatchObject({ type: 'urn:ledgerdesk:problem:retired-agent' });
      expect(await yuki.get('/v1/desk/updates')).toMatchObject({
        status: 403,
        body: { type: 'urn:ledgerdesk:problem:retired-agent' },
      });
      expect((await yuki.with({ 'accept-language': 'ja' }).get('/v1/desk/updates')).body['detail']).toContain('引退');
      await other.waitFor(2);
      expect(other.events.map(({ event }) => event)).not.toContain('end');
      other.close();
      await operator.patch('/v1/desk/agents/yuki', { retired: false });
      (await follow('/v1/desk/updates', yuki)).close();
    });

    it('R6 of a chat go on for a retired agent until the chat is over, and others end', async () => {
      const profile = { agentId: 'kenji', name: 'Kenji', languages: ['en', 'ja'], products: ['dropbox'] };
      await operator.post('/v1/desk/agents', profile);
      await operator.put('/v1/teams/acme/members/ben/roles', { roles: ['support_admin'] });
      const [first, second] = [await aiko.post('/v1/chats', CHAT), await ben.post('/v1/chats', CHAT)].map(({ body }) =>
        String(body['chatId']),
      );
      await engine.settled();
      const { chatId } = (await kenji.post('/v1/desk/chats/next', {})).body;
      const waiting = chatId === first ? second : first;
      const [own, watched] = [
        await follow(`/v1/chats/${String(chatId)}/updates`, kenji),
        await follow(`/v1/chats/${waiting}/updates`, kenji),
      ];
      await operator.patch('/v1/desk/agents/kenji', { retired: true });
      expect(await ends({ watched })).toEqual({ watched: ['end', 'access-lost', undefined] });
      await kenji.post(`/v1/desk/chats/${String(chatId)}/end`);
      await own.ended;
      expect(own.events.map(({ event }) => event)).toEqual(['message', 'joined', 'ended']);
      await operator.patch('/v1/desk/agents/kenji', { retired: false });
    });

    it('end when the engine stops, and say so', async () => {
      const open = await streams();
      await engine.restart(after(1));
      expect(await ends(open)).toEqual(allWith(open, ['end', 'stopping', undefined]));
    });
  });
});
