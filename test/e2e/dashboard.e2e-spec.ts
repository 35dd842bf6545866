import { ADMIN_ROLES } from '@ledgerdesk/events';
import { CALLBACK, CHAT, TICKET, withTeam } from '../support/http/acme-fixture.js';
import type { Body, Caller } from '../support/http/caller.js';
import { enginesOfFile } from '../support/http/shared-engine.js';
import { TestEngine } from '../support/http/test-engine.js';

describe('the hub over HTTP', () => {
  const engines = enginesOfFile(() => TestEngine.open('2026-11-27T07:30:00.000Z'));
  let engine: TestEngine;
  let teamId: string;
  let team: string;
  let operator: Caller;
  let aiko: Caller;
  let kenji: Caller;

  const use = async (next: TestEngine): Promise<void> => {
    engine = next;
    teamId = engines.newTeamId();
    team = `/v1/teams/${teamId}`;
    ({ operator, aiko, kenji } = await withTeam(engine, teamId));
  };
  beforeEach(() => use(engines.shared));

  const openTicket = async (more: object = {}): Promise<string> =>
    String((await aiko.post('/v1/tickets', { ...TICKET, ...more })).body['ticketId']);
  const dashboard = async (): Promise<Body> => {
    await engine.settled();
    return (await aiko.get('/v1/hub/dashboard')).body;
  };

  it('D1 D2 D3 D4 D5 D6 counts open and all requests, and issue types and products by month', async () => {
    await use(await engines.alone());
    const first = await openTicket({ issueType: 'billing_plan' });
    await engine.restart('2026-12-02T00:00:00.000Z');
    await openTicket({ product: 'dash', issueType: 'search_connectors' });
    const [held] = [await openTicket({ product: 'dash' }), await openTicket({ product: 'dash' })];
    await kenji.post(`/v1/desk/tickets/${held}/hold`, { reason: 'Vendor.' });
    await kenji.post(`/v1/desk/tickets/${first}/solution`, { body: 'Paid.' });
    const [november, december] = ['2026-11', '2026-12'];
    expect(await dashboard()).toEqual({
      open: 3,
      total: 4,
      issueTypes: [
        { issueType: 'sync_upload', count: 2, share: 1 / 2, months: [{ month: december, count: 2, share: 2 / 3 }] },
        { issueType: 'billing_plan', count: 1, share: 1 / 4, months: [{ month: november, count: 1, share: 1 }] },
        {
          issueType: 'search_connectors',
          count: 1,
          share: 1 / 4,
          months: [{ month: december, count: 1, share: 1 / 3 }],
        },
      ],
      products: [
        { product: 'dash', count: 3, share: 3 / 4, months: [{ month: december, count: 3, share: 1 }] },
        { product: 'dropbox', count: 1, share: 1 / 4, months: [{ month: november, count: 1, share: 1 }] },
      ],
    });
    await operator.put(`${team}/products`, { products: ['sign', 'dropbox', 'dash'] });
    const withSign = await dashboard();
    expect((withSign['products'] as Body[]).at(-1)).toEqual({ product: 'sign', count: 0, share: 0, months: [] });
    await operator.put(`${team}/products`, { products: ['dropbox'] });
    expect(Object.keys(await dashboard()).sort()).toEqual(['issueTypes', 'open', 'total']);
  });

  it('D2 D3 D4 D5 M3 counts chats and callbacks once, and recommends by them at once', async () => {
    await use(await engines.alone());
    const {
      body: { chatId },
    } = await aiko.post('/v1/chats', { ...CHAT, issueType: 'billing_plan' });
    const callback = await aiko.post('/v1/callbacks', { ...CALLBACK, issueType: 'signin_access' });
    const callbackPath = String(callback.body['callbackId']);
    expect(await dashboard()).toMatchObject({
      open: 2,
      total: 2,
      issueTypes: [
        { issueType: 'billing_plan', count: 1 },
        { issueType: 'signin_access', count: 1 },
      ],
      products: [
        { product: 'dropbox', count: 2 },
        { product: 'dash', count: 0 },
      ],
    });
    const reasons = async () =>
      ((await aiko.get('/v1/hub/recommendations?limit=200')).body['items'] as { readonly reasons: readonly Body[] }[])
        .flatMap((item) => item.reasons)
        .map(({ issueType }) => issueType);
    expect(new Set(await reasons())).toEqual(new Set(['billing_plan', 'signin_access']));
    await aiko.delete(`/v1/chats/${String(chatId)}`);
    expect(await dashboard()).toMatchObject({ open: 1, total: 2 });
    await kenji.post('/v1/desk/callbacks/next', {});
    await kenji.post(`/v1/desk/callbacks/${callbackPath}/completion`);
    expect(await dashboard()).toMatchObject({
      open: 0,
      total: 2,
      issueTypes: [
        { issueType: 'billing_plan', count: 1 },
        { issueType: 'signin_access', count: 1 },
      ],
    });
  });

  it.each(ADMIN_ROLES)('H1 is open to an admin with the single role %s', async (role) => {
    await operator.post(`${team}/members`, {
      memberId: 'cho',
      name: 'Cho',
      email: 'cho@acme.example',
      language: 'en',
      roles: [role],
    });
    const cho = await engine.member(teamId, 'cho');
    expect((await cho.get('/v1/support-route')).body).toMatchObject({ site: 'hub', reason: { rule: 'H1' } });
    expect((await cho.get('/v1/hub/dashboard')).body).toMatchObject({ open: 0, total: 0 });
  });

  it('H3 R1 V2 links to routes that create, review and track a request', async () => {
    const {
      body: { links },
    } = await aiko.get('/v1/support-route');
    const hrefOf = (rel: string): string =>
      (links as { readonly rel: string; readonly href: string }[]).find((link) => link.rel === rel)?.href ?? '';
    const {
      body: { ticketId },
    } = await aiko.post(hrefOf('open-ticket'), TICKET);
    const trackTicket = async () => {
      await engine.settled();
      return (await aiko.get(`${hrefOf('tickets')}/${String(ticketId)}`)).body;
    };
    expect(await trackTicket()).toMatchObject({
      status: 'open',
      messages: [{ author: { kind: 'member', id: 'aiko' }, body: TICKET.body }],
    });
    await kenji.post(`/v1/desk/tickets/${String(ticketId)}/solution`, { body: 'Restart it.' });
    expect(await trackTicket()).toMatchObject({
      status: 'solved',
      messages: [{ body: TICKET.body }, { author: { kind: 'agent', id: 'kenji' }, body: 'Restart it.' }],
    });
    expect((await aiko.get(`${hrefOf('tickets')}?status=past`)).body['items']).toMatchObject([
      { ticketId, status: 'solved' },
    ]);
  });

  it('V3 V4 H3 opens a follow-up that names its solved request, for the requester only', async () => {
    const solved = await openTicket();
    expect((await aiko.post('/v1/tickets', { ...TICKET, followUpOf: solved })).body).toMatchObject({
      status: 409,
      rule: 'V3',
    });
    await kenji.post(`/v1/desk/tickets/${solved}/solution`, {});
    const {
      status,
      body: { ticketId },
    } = await aiko.post('/v1/tickets', { ...TICKET, followUpOf: solved });
    await engine.settled();
    expect(status).toBe(201);
    expect((await aiko.get(`/v1/tickets/${String(ticketId)}`)).body).toMatchObject({
      followUpOf: solved,
      status: 'open',
    });
    expect((await aiko.get(`/v1/tickets/${solved}`)).body).toMatchObject({ followUpOf: null, status: 'solved' });
    await operator.post(`${team}/members`, {
      memberId: 'cho',
      name: 'Cho',
      email: 'cho@acme.example',
      language: 'en',
      roles: [],
    });
    const cho = await engine.member(teamId, 'cho');
    const refused = async (followUpOf: string) => ({
      ...(await cho.post('/v1/tickets', { ...TICKET, followUpOf })).body,
      instance: null,
    });
    expect(await refused(solved)).toEqual(await refused('none'));
    expect(await refused(solved)).toMatchObject({ status: 400, rule: 'V4' });
  });
});
