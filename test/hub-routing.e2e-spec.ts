import { TEAM, withAcme } from './api/acme.js';
import type { Caller } from './api/caller.js';
import { expectProblem } from './api/problems.js';
import { TestEngine } from './api/test-engine.js';

describe('the way to support over HTTP', () => {
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;

  beforeEach(async () => {
    engine = await TestEngine.open();
    ({ operator, aiko, ben } = await withAcme(engine));
  });
  afterEach(() => engine.close());

  describe('where it leads', () => {
    it('H7 H1 H3 H4 leads admins to the hub, and says what they can do there', async () => {
      const { status, body } = await aiko.get('/v1/support-route');
      expect({ status, body }).toMatchObject({ status: 200, body: { site: 'hub', path: '/v1/hub/dashboard', reason: { rule: 'H1', code: 'hub-with-add-on' } } });
      const links = body['links'] as { readonly rel: string; readonly method: string; readonly href: string }[];
      expect(links.map(({ rel }) => rel)).toEqual(['dashboard', 'contact-options', 'open-ticket', 'tickets']);
      expect((await aiko.get(String(body['path']))).status).toBe(200);
    });

    it('H7 H5 H6 leads other members to the support page, which is open to them', async () => {
      const { body } = await ben.get('/v1/support-route');
      expect(body).toMatchObject({ site: 'support-page', path: '/v1/tickets', reason: { rule: 'H5', message: expect.stringContaining('for admins') as string } });
      expect((await ben.get(String(body['path']))).status).toBe(200);
    });

    it('H7 H2 P11 leads admins to the support page once the add-on has ended', async () => {
      await aiko.post('/v1/teams/acme/add-ons/dropbox/removal');
      expect((await aiko.get('/v1/support-route')).body).toMatchObject({ site: 'hub' });
      await engine.restart('2026-11-30T15:00:00.000Z');
      expect((await aiko.get('/v1/support-route')).body).toMatchObject({ site: 'support-page', reason: { rule: 'H2' } });
    });

    it('H7 C4 leads a Champion to the hub with a role, and to the support page without', async () => {
      await operator.post('/v1/teams', { ...TEAM, teamId: 'globex' });
      await operator.post('/v1/teams/globex/members', { memberId: 'hank', name: 'Hank', email: 'hank@globex.example', language: 'en', roles: [] });
      await operator.put('/v1/teams/globex/members/hank/champion', { level: 'epic' });
      const hank = await engine.member('globex', 'hank');
      expect((await hank.get('/v1/support-route')).body).toMatchObject({ site: 'support-page', reason: { rule: 'H5' } });
      await operator.put('/v1/teams/globex/members/hank/roles', { roles: ['content_admin'] });
      expect((await hank.get('/v1/support-route')).body).toMatchObject({ site: 'hub', reason: { rule: 'C4' } });
    });

    it('H7 E2 H8 leads nowhere who has left or is not signed in', async () => {
      await operator.delete('/v1/teams/acme/members/ben');
      expect((await ben.get('/v1/support-route')).body).toMatchObject({ status: 403, rule: 'E2' });
      expect((await (await engine.as()).get('/v1/support-route')).body).toMatchObject({ status: 401, rule: 'H8' });
    });

    it('H7 leads a member for whom a service asks, and no service by itself', async () => {
      const service = await engine.as({ kind: 'service', scope: 'act' });
      expect((await service.with({ 'ledger-on-behalf-of': 'acme/ben' }).get('/v1/support-route')).body).toMatchObject({ site: 'support-page' });
      expect((await service.get('/v1/support-route')).status).toBe(403);
    });

    it('L1 says why in English, and in Japanese to those who ask for it', async () => {
      const messageIn = async (query: string) => ((await ben.get(`/v1/support-route${query}`)).body['reason'] as { readonly message: string }).message;
      expect(await messageIn('?language=ja')).toContain('管理者');
      expect(await messageIn('?language=fr-CA')).toBe(await messageIn(''));
      expectProblem(await ben.get('/v1/support-route?language=english!'));
    });
  });
});
