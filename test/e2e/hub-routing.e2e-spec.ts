import { CALLBACK, CHAT, removeAddOn, TEAM, TICKET, withTeam } from '../support/http/acme-fixture.js';
import type { Body, Caller } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { enginesOfFile } from '../support/http/shared-engine.js';
import type { TestEngine } from '../support/http/test-engine.js';

describe('support routes and contact options over HTTP', () => {
  const engines = enginesOfFile();
  let engine: TestEngine;
  let teamId: string;
  let team: string;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;

  const use = async (next: TestEngine): Promise<void> => {
    engine = next;
    teamId = engines.newTeamId();
    team = `/v1/teams/${teamId}`;
    ({ operator, aiko, ben } = await withTeam(engine, teamId));
  };
  beforeEach(() => use(engines.shared));

  describe('support route', () => {
    it('H7 H1 H3 H4 sends admins to the hub, and links to its actions', async () => {
      const { status, body } = await aiko.get('/v1/support-route');
      expect({ status, body }).toMatchObject({
        status: 200,
        body: { site: 'hub', path: '/v1/hub/dashboard', reason: { rule: 'H1', code: 'hub-with-add-on' } },
      });
      const links = body['links'] as { readonly rel: string; readonly method: string; readonly href: string }[];
      expect(links.map(({ rel }) => rel)).toEqual(['dashboard', 'contact-options', 'open-ticket', 'tickets']);
      expect((await aiko.get(String(body['path']))).status).toBe(200);
    });

    it('H7 H5 H6 sends other members to the support page, which they can read', async () => {
      const { body } = await ben.get('/v1/support-route');
      expect(body).toMatchObject({
        site: 'support-page',
        path: '/v1/tickets',
        reason: { rule: 'H5', message: expect.stringContaining('for admins') as string },
      });
      expect((await ben.get(String(body['path']))).status).toBe(200);
    });

    it('H7 H2 P11 sends admins to the support page once the add-on has ended', async () => {
      await use(await engines.alone());
      await removeAddOn(aiko, teamId, 'dropbox');
      expect((await aiko.get('/v1/support-route')).body).toMatchObject({ site: 'hub' });
      await engine.restart('2026-11-30T15:00:00.000Z');
      expect((await aiko.get('/v1/support-route')).body).toMatchObject({
        site: 'support-page',
        reason: { rule: 'H2' },
      });
    });

    it('H7 C4 sends a Champion to the hub with an admin role, and to the support page without', async () => {
      const other = engines.newTeamId();
      await operator.post('/v1/teams', { ...TEAM, teamId: other });
      await operator.post(`/v1/teams/${other}/members`, {
        memberId: 'hank',
        name: 'Hank',
        email: 'hank@globex.example',
        language: 'en',
        roles: [],
      });
      await operator.put(`/v1/teams/${other}/members/hank/champion`, { level: 'epic' });
      const hank = await engine.member(other, 'hank');
      expect((await hank.get('/v1/support-route')).body).toMatchObject({
        site: 'support-page',
        reason: { rule: 'H5' },
      });
      await operator.put(`/v1/teams/${other}/members/hank/roles`, { roles: ['content_admin'] });
      expect((await hank.get('/v1/support-route')).body).toMatchObject({ site: 'hub', reason: { rule: 'C4' } });
    });

    it('H7 E2 refuses members who are invited or suspended, on every route, until they are active', async () => {
      const members = `${team}/members`;
      const hana = { memberId: 'hana', name: 'Hana', email: 'hana@acme.example', language: 'en' };
      const asked = async (caller: Caller) => (await caller.get('/v1/support-route')).body;
      const routes = ['/v1/support-route', '/v1/contact-options?product=dropbox', '/v1/tickets', '/v1/hub/dashboard'];
      const refused = async (caller: Caller) => {
        for (const route of routes) expect((await caller.get(route)).status).toBe(403);
        for (const [route, body] of Object.entries({ tickets: TICKET, chats: CHAT, callbacks: CALLBACK }))
          expect((await caller.post(`/v1/${route}`, body)).body).toMatchObject({ status: 403, rule: 'E2' });
      };
      expect((await operator.post(members, { ...hana, roles: ['team_admin'], status: 'invited' })).body).toMatchObject({
        status: 'invited',
        active: false,
      });
      const invited = await engine.member(teamId, 'hana');
      await refused(invited);
      expect((await operator.put(`${members}/hana/status`, { status: 'active' })).body).toMatchObject({ active: true });
      expect(await asked(invited)).toMatchObject({ site: 'hub' });
      await operator.put(`${members}/hana/status`, { status: 'suspended' });
      await refused(invited);
      expectProblem(await operator.put(`${members}/hana/status`, { status: 'invited' }));
    });

    it('H7 E2 H8 refuses deactivated members and callers without a token', async () => {
      await operator.delete(`${team}/members/ben`);
      expect((await ben.get('/v1/support-route')).body).toMatchObject({ status: 403, rule: 'E2' });
      expect((await (await engine.as()).get('/v1/support-route')).body).toMatchObject({ status: 401, rule: 'H8' });
    });

    it('H7 routes a service that acts for a member, and refuses a service that acts for none', async () => {
      const service = await engine.as({ kind: 'service', scope: 'act' });
      expect(
        (await service.with({ 'ledger-on-behalf-of': `${teamId}/ben` }).get('/v1/support-route')).body,
      ).toMatchObject({
        site: 'support-page',
      });
      expect((await service.get('/v1/support-route')).status).toBe(403);
    });

    it('L1 explains the route in English, or in Japanese on request', async () => {
      const messageIn = async (query: string) =>
        ((await ben.get(`/v1/support-route${query}`)).body['reason'] as { readonly message: string }).message;
      expect(await messageIn('?language=ja')).toContain('管理者');
      expect(await messageIn('?language=fr-CA')).toBe(await messageIn(''));
      expectProblem(await ben.get('/v1/support-route?language=english!'));
    });
  });

  describe('contact options', () => {
    type Option = Body & { readonly channel: string; readonly offered: boolean };
    const optionsOf = async (caller: Caller, query: string): Promise<Readonly<Record<string, Option>>> => {
      const { body } = await caller.get(`/v1/contact-options${query}`);
      return Object.fromEntries((body['options'] as Option[]).map((option) => [option.channel, option]));
    };

    it('R1 R3 E3 E5 L5 offers admins a request, chat and a callback, with hours and target', async () => {
      expect(await optionsOf(aiko, '?product=dropbox')).toMatchObject({
        request: {
          offered: true,
          hours: { openNow: true },
          responseTargets: { en: { minutes: 240, dueAt: '2026-11-27T11:30:00.000Z' }, ja: { servedLanguage: 'ja' } },
        },
        chat: { offered: true, hours: { calendar: 'always' }, responseTargets: null },
        callback: { offered: true, hints: [{ rule: 'K5' }, { rule: 'K2' }] },
      });
    });

    it('R5 L3 shows the due time that a request then gets', async () => {
      await use(await engines.alone());
      await engine.restart('2026-11-30T06:59:59.000Z');
      const { request } = await optionsOf(aiko, '?product=dropbox');
      for (const language of ['en', 'ja'] as const) {
        const { body } = await aiko.post('/v1/tickets', { ...TICKET, language });
        expect(request).toMatchObject({
          responseTargets: { [language]: { servedLanguage: body['servedLanguage'], dueAt: body['responseDueAt'] } },
        });
      }
      expect(request).toMatchObject({
        responseTargets: { ja: { minutes: 60, decidedBy: 'japanese-desk', dueAt: '2026-11-30T08:00:00.000Z' } },
      });
    });

    it('E9 K1 offers other members a request only, and refuses their callbacks', async () => {
      const { request, chat, callback } = await optionsOf(ben, '?product=dropbox');
      expect([request?.offered, chat?.offered, callback?.offered]).toEqual([true, false, false]);
      expect(callback).toMatchObject({
        notOffered: {
          rule: 'E9',
          code: 'live-support-for-admins',
          message: expect.stringContaining('admins') as string,
        },
      });
      expect((await ben.post('/v1/callbacks', CALLBACK)).body).toMatchObject({
        status: 403,
        rule: 'E9',
        type: 'urn:ledgerdesk:problem:live-support-for-admins',
      });
    });

    it('L7 E10 offers live support in the standard hours, and no target, for a product without an add-on', async () => {
      const standard = {
        offered: true,
        notOffered: null,
        hours: { calendar: 'standard-live', timeZone: 'Asia/Tokyo', openNow: true },
      };
      expect(await optionsOf(aiko, '?product=dash')).toMatchObject({
        request: { offered: true, responseTargets: null, hints: [{ rule: 'E10' }] },
        chat: standard,
        callback: standard,
      });
    });

    it('L6 offers live support for Dash during its hours, and shows when it opens', async () => {
      await use(await engines.alone());
      const {
        body: { quoteId },
      } = await aiko.post(`${team}/add-ons/quotes`, { product: 'dash', edition: 'essentials' });
      await aiko.post(`${team}/add-ons`, { quoteId });
      await engine.restart('2026-11-27T09:00:00.000Z');
      expect((await optionsOf(aiko, '?product=dash'))['chat']).toMatchObject({
        offered: false,
        notOffered: { rule: 'L6', code: 'live-support-closed' },
        hours: { openNow: false, nextOpensAt: '2026-11-27T14:00:00.000Z' },
      });
      await engine.restart('2026-11-27T14:00:00.000Z');
      expect((await optionsOf(aiko, '?product=dash'))['chat']).toMatchObject({
        offered: true,
        hours: { openNow: true, nextOpensAt: null },
      });
    });

    it('C1 offers a Champion without a role every channel for Dropbox', async () => {
      await operator.put(`${team}/members/ben/champion`, { level: 'epic' });
      expect(await optionsOf(ben, '?product=dropbox')).toMatchObject({
        chat: { offered: true },
        callback: { offered: true },
        request: { responseTargets: { en: { minutes: 60 } } },
      });
    });

    it('C1 offers a Champion without Premium Support what the team has, and grants it when named again', async () => {
      const named = async (body: Body) => (await operator.put(`${team}/members/ben/champion`, body)).body;
      expect(await named({ level: 'epic', premiumSupport: false })).toMatchObject({
        champion: { level: 'epic', addOn: null },
      });
      expect(await optionsOf(ben, '?product=dropbox')).toMatchObject({
        request: { responseTargets: { en: { minutes: 240 } } },
        chat: { offered: false, notOffered: { rule: 'E9' } },
      });
      expect(await named({ level: 'epic' })).toMatchObject({ champion: { level: 'epic', addOn: 'dropbox' } });
      expect(await optionsOf(ben, '?product=dropbox')).toMatchObject({
        request: { responseTargets: { en: { minutes: 60 } } },
        chat: { offered: true },
      });
      expectProblem(await operator.put(`${team}/members/ben/champion`, { level: 'epic', premiumSupport: 'no' }));
    });

    it('C1 C3 E11 withdraws chat from a former Champion, and keeps the entitlement of their tickets', async () => {
      await operator.put(`${team}/members/ben/champion`, { level: 'epic' });
      const {
        body: { ticketId },
      } = await ben.post('/v1/tickets', TICKET);
      expect((await operator.delete(`${team}/members/ben/champion`)).body).toMatchObject({
        memberId: 'ben',
        champion: null,
      });
      expect(await optionsOf(ben, '?product=dropbox')).toMatchObject({
        chat: { offered: false },
        request: { responseTargets: { en: { minutes: 240 } } },
      });
      await engine.settled();
      expect((await ben.get(`/v1/tickets/${String(ticketId)}`)).body).toMatchObject({
        entitlement: { source: 'champion', level: 'epic' },
      });
    });

    it('R2 requires the product if the team uses several, and implies the only one', async () => {
      const refused = await aiko.get('/v1/contact-options');
      expectProblem(refused);
      expect(refused.body).toMatchObject({ status: 400, rule: 'R2', products: ['dropbox', 'dash'] });
      await operator.put(`${team}/products`, { products: ['dropbox'] });
      expect((await aiko.get('/v1/contact-options')).body).toMatchObject({ product: 'dropbox' });
    });

    it.each([
      ['a written request', '/v1/tickets', TICKET],
      ['a chat', '/v1/chats', CHAT],
      ['a callback', '/v1/callbacks', CALLBACK],
    ])('R2 asks for the product of %s if two products of one add-on are in use', async (_, path, body) => {
      await operator.put(`${team}/products`, { products: ['sign', 'paper'] });
      const refused = await aiko.post(path, { ...body, product: undefined });
      expectProblem(refused);
      expect(refused.body).toMatchObject({
        status: 400,
        rule: 'R2',
        choices: [
          { id: 'sign', name: 'Dropbox Sign' },
          { id: 'paper', name: 'Dropbox Paper' },
        ],
      });
    });

    it('H8 E2 refuses deactivated members and callers without a token', async () => {
      await operator.delete(`${team}/members/ben`);
      expect((await ben.get('/v1/contact-options?product=dropbox')).body).toMatchObject({ status: 403, rule: 'E2' });
      expect((await (await engine.as()).get('/v1/contact-options')).body).toMatchObject({ status: 401, rule: 'H8' });
    });

    it('R4 L1 lists the issue types of a request, named in the requested language', async () => {
      const typesIn = async (language: string) =>
        (await aiko.get(`/v1/contact-options?product=dropbox&language=${language}`)).body['issueTypes'];
      expect(await typesIn('en')).toContainEqual({ id: 'sync_upload', name: 'Sync & uploads' });
      expect(await typesIn('ja')).toContainEqual({ id: 'sync_upload', name: '同期とアップロード' });
      const [first] = (await typesIn('en')) as { readonly id: string }[];
      expect((await aiko.post('/v1/tickets', { ...TICKET, issueType: first?.id })).status).toBe(201);
    });

    it('R4 L1 names products and issue types for agents, retired products included', async () => {
      const kenji = await engine.as({ kind: 'agent', subject: 'kenji' });
      const { status, body } = await kenji.get('/v1/taxonomy?language=de');
      expect({ status, ...body }).toMatchObject({
        status: 200,
        products: expect.arrayContaining([{ id: 'dropbox', name: 'Dropbox', retired: false }]) as unknown,
        issueTypes: expect.arrayContaining([{ id: 'sync_upload', name: 'Synchronisierung und Uploads' }]) as unknown,
      });
      expect(body['products']).toContainEqual(expect.objectContaining({ retired: true }));
      expect((await aiko.get('/v1/taxonomy')).status).toBe(403);
    });

    it('L1 explains missing channels in English, or in Japanese or German on request', async () => {
      const messageIn = async (language: string) =>
        (await optionsOf(ben, `?product=dropbox&language=${language}`))['chat']?.['notOffered'];
      expect(await messageIn('ja')).toMatchObject({
        code: 'live-support-for-admins',
        message: expect.stringContaining('管理者') as string,
      });
      expect(await messageIn('de')).toMatchObject({ message: expect.stringContaining('stehen nur Admins') as string });
      expect(await messageIn('en')).toMatchObject({ message: expect.stringContaining('admins only') as string });
    });
  });

  describe('recommendations', () => {
    type Item = {
      readonly id: string;
      readonly kind: string;
      readonly title: string;
      readonly score: number;
      readonly reasons: readonly unknown[];
    };
    const itemsFor = async (caller: Caller, query = ''): Promise<readonly Item[]> => {
      await engine.settled();
      return (await caller.get(`/v1/hub/recommendations${query}`)).body['items'] as Item[];
    };

    it('M1 M4 recommends popular articles, videos and courses to an admin without requests', async () => {
      const items = await itemsFor(aiko, '?limit=30');
      expect(items).toHaveLength(30);
      expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['article', 'video', 'course']));
      expect(items[0]).toMatchObject({ id: 'sync-stuck', score: 0, reasons: [] });
      expect((await aiko.get('/v1/hub/recommendations?limit=0')).status).toBe(400);
      expect((await ben.get('/v1/hub/recommendations')).body).toMatchObject({ status: 403, rule: 'H5' });
    });

    it("M2 M3 V5 recommends by the reader's own requests only, and gives the reasons", async () => {
      await ben.post('/v1/tickets', { ...TICKET, issueType: 'billing_plan' });
      await aiko.post('/v1/tickets', { ...TICKET, issueType: 'search_connectors', product: 'dash' });
      const [first] = await itemsFor(aiko, '?language=ja');
      expect(first).toMatchObject({
        id: 'connectors-setup',
        title: '検索にアプリを接続する',
        score: 3,
        reasons: [{ product: 'dash', issueType: 'search_connectors', count: 1, matches: ['issueType', 'product'] }],
      });
      await aiko.post('/v1/callbacks', CALLBACK);
      expect((await itemsFor(aiko, '?limit=50')).find(({ id }) => id === 'sync-stuck')).toMatchObject({
        score: 1,
        reasons: [{ product: 'dropbox', issueType: null, count: 1, matches: ['product'] }],
      });
    });
  });
});
