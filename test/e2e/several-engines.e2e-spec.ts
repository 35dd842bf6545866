import { NodeClient } from '../../libs/event-store/eventstoredb/node-client.js';
import { CHAT, TICKET, type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
import type { Caller, Reply } from '../support/http/caller.js';
import { EventSource } from '../support/http/event-source.js';
import { TestEngine } from '../support/http/test-engine.js';
import { openRemoteLog, type TestStores } from '../support/http/test-stores.js';

const NOW = '2026-11-27T07:30:00.000Z';

/** A request that is decided on what an earlier reply has recorded. */
const after = (caller: Caller, { headers }: Reply): Caller =>
  caller.with({ 'ledger-position': headers.get('ledger-position') ?? '' });

describe('two engines on one log that a server keeps', () => {
  let log: TestStores;
  let here: TestEngine;
  let there: TestEngine;
  let acme: TeamCallers;
  const addMember = (memberId: string): Promise<Reply> =>
    acme.operator.post('/v1/teams/acme/members', {
      memberId,
      name: memberId,
      email: `${memberId}@acme.example`,
      language: 'en',
      roles: [],
    });

  beforeAll(async () => {
    log = await openRemoteLog();
    here = await TestEngine.open(NOW, log.settings);
    there = await TestEngine.open(NOW, { ...log.settings, ROLES: 'http,projections' });
    acme = await withAcme(here);
  });
  afterAll(async () => {
    await there.close();
    await here.close();
    await log.close();
  });

  it('E2 refuse on one what a member may no longer do since a command on the other', async () => {
    const added = await addMember('cho');
    const cho = await there.member('acme', 'cho');
    expect((await after(cho, added).post('/v1/tickets', TICKET)).status).toBe(201);
    const deactivated = await acme.operator.delete('/v1/teams/acme/members/cho');
    expect(deactivated.status).toBe(200);
    expect((await after(cho, deactivated).post('/v1/tickets', TICKET)).status).toBe(403);
    expect((await after(cho, deactivated).post('/v1/chats', CHAT)).status).toBe(403);
    expect((await after(cho, deactivated).get('/v1/tickets')).status).toBe(403);
  });

  it('E2 end on one the streams of a member or agent who loses the right by a command on the other', async () => {
    await addMember('eve');
    const profile = { agentId: 'yuki', name: 'Yuki', languages: ['en'], products: ['dropbox'] };
    const registered = await acme.operator.post('/v1/desk/agents', profile);
    const [eve, yuki] = [await there.member('acme', 'eve'), await there.as({ kind: 'agent', subject: 'yuki' })];
    expect((await after(eve, registered).get('/v1/tickets')).status).toBe(200);
    const streams = [
      await EventSource.open(`${there.url}/v1/updates`, eve),
      await EventSource.open(`${there.url}/v1/desk/updates`, yuki),
    ];
    const member = '/v1/teams/acme/members/eve';
    expect((await acme.operator.put(`${member}/status`, { status: 'suspended' })).status).toBe(200);
    expect((await acme.operator.patch('/v1/desk/agents/yuki', { retired: true })).status).toBe(200);
    for (const stream of streams) {
      await stream.ended;
      expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'access-lost' } });
    }
  });

  it('accept on one what a member may do since a command on the other, without a position', async () => {
    const dai = await there.member('acme', 'dai');
    expect((await dai.post('/v1/tickets', TICKET)).status).toBe(403);
    await addMember('dai');
    expect((await dai.post('/v1/tickets', TICKET)).status).toBe(201);
  });

  it('refuse a position that the log has not reached', async () => {
    const { body, status } = await acme.ben.with({ 'ledger-position': '999999999' }).post('/v1/tickets', TICKET);
    expect([status, body['type']]).toEqual([400, expect.stringMatching(/malformed-header$/)]);
  });

  it('continue a conversation in turns, and count its revisions once', async () => {
    const opened = await acme.ben.post('/v1/tickets', TICKET);
    const path = `/v1/tickets/${String(opened.body['ticketId'])}/replies`;
    const ben = await there.member('acme', 'ben');
    let last = opened;
    for (const caller of [ben, acme.ben, ben, acme.ben]) {
      last = await after(caller, last).post(path, { body: 'And another thing.' });
      expect(last.status).toBe(201);
    }
    const events = await there.engine.log.readStream(`ticket-${String(opened.body['ticketId'])}`);
    expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => index));
    expect(events.filter(({ type }) => type === 'TicketReplied')).toHaveLength(4);
  });

  it('need one append and no read for a ticket of a member who is known', async () => {
    const ben = await there.member('acme', 'ben');
    await ben.post('/v1/tickets', TICKET);
    await here.settled();
    const calls = (['appendToStream', 'readStream'] as const).map((name) => jest.spyOn(NodeClient.prototype, name));
    expect((await ben.post('/v1/tickets', TICKET)).status).toBe(201);
    expect(calls.map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
    jest.restoreAllMocks();
  });
});
