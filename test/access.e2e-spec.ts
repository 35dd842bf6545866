import { SignJWT } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { CALLBACK, TEAM, TICKET, withAcme } from './api/acme.js';
import { Caller } from './api/caller.js';
import { TestEngine } from './api/test-engine.js';

const OWN = 'subject-of-aiko';
const CALLERS = ['aiko', 'ben', 'gone', 'outsider', 'security', 'billing', 'champion', 'agent', 'sales', 'analyst', 'auditor', 'operator', 'service', 'acting', 'nobody', 'forged'] as const;
type Name = (typeof CALLERS)[number];

/** What a route answers to callers it is not open to, by kind of caller. */
const REFUSED: Readonly<Partial<Record<Name, number>>> = { nobody: 401, forged: 401 };

/** A route with a request to it, and what those get whom it is open to; all others get 403. */
interface Row {
  readonly route: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly open: Readonly<Partial<Record<Name, number>>>;
}

const requesters = (own: number, foreign: number): Row['open'] =>
  ({ aiko: own, acting: own, ben: foreign, security: foreign, billing: foreign, champion: foreign, outsider: foreign });
const everyRequester = (status: number): Row['open'] => requesters(status, status);
const billing = (status: number, sales: number): Row['open'] => ({ aiko: status, acting: status, billing: status, outsider: 404, gone: 403, sales });
const agents = (status: number): Row['open'] => ({ agent: status });
const operators = (status: number): Row['open'] => ({ operator: status });
const everyone = (status: number): Row['open'] => Object.fromEntries(CALLERS.map((name) => [name, status]));

const ROWS: readonly Row[] = [
  { route: 'POST /v1/teams', body: TEAM, open: operators(409) },
  { route: 'PUT /v1/teams/{teamId}/products', body: { products: TEAM.products }, open: operators(200) },
  { route: 'PUT /v1/teams/{teamId}/account-manager', body: {}, open: operators(200) },
  { route: 'POST /v1/teams/{teamId}/members', body: { memberId: 'aiko', name: 'a', email: 'a@acme.example', language: 'en', roles: [] }, open: operators(409) },
  { route: 'PUT /v1/teams/{teamId}/members/{memberId}/roles', body: { roles: ['team_admin'] }, open: operators(200) },
  { route: 'PUT /v1/teams/{teamId}/members/{memberId}/champion', path: '/v1/teams/acme/members/champion/champion', body: { level: 'epic' }, open: operators(200) },
  { route: 'DELETE /v1/teams/{teamId}/members/{memberId}', path: '/v1/teams/acme/members/gone', open: operators(200) },
  { route: 'GET /v1/teams/{teamId}/add-ons', open: billing(200, 200) },
  { route: 'POST /v1/teams/{teamId}/add-ons/quotes', body: { product: 'dash', edition: 'essentials' }, open: billing(201, 201) },
  { route: 'POST /v1/teams/{teamId}/add-ons', body: { quoteId: 'x' }, open: { ...everyRequester(400), sales: 400, gone: 400, outsider: 404 } },
  { route: 'POST /v1/teams/{teamId}/add-ons/{product}/removal', open: billing(201, 201) },
  { route: 'DELETE /v1/teams/{teamId}/add-ons/{product}/removal', open: billing(200, 200) },
  { route: 'GET /v1/teams/{teamId}/charges', open: billing(200, 200) },
  { route: 'POST /v1/teams/{teamId}/add-on-inquiries', body: { product: 'dash', message: 'Call me.' }, open: { aiko: 201, acting: 201, billing: 201, outsider: 404 } },
  { route: 'POST /v1/tickets', body: TICKET, open: everyRequester(201) },
  { route: 'GET /v1/tickets', open: everyRequester(200) },
  { route: 'GET /v1/tickets/{ticketId}', open: requesters(200, 404) },
  { route: 'POST /v1/tickets/{ticketId}/replies', body: { body: 'Hello?' }, open: { ...requesters(201, 404), gone: 404 } },
  { route: 'POST /v1/callbacks', body: CALLBACK, open: { aiko: 201, acting: 201, security: 201, billing: 201, champion: 201 } },
  { route: 'GET /v1/callbacks/{callbackId}', open: { ...requesters(200, 404), gone: 404 } },
  { route: 'DELETE /v1/callbacks/{callbackId}', open: { ...requesters(200, 404), gone: 404 } },
  { route: 'GET /v1/hub/dashboard', open: { aiko: 200, acting: 200, security: 200, billing: 200 } },
  { route: 'GET /v1/desk/queue', open: agents(200) },
  { route: 'GET /v1/desk/tickets/{ticketId}/messages', open: agents(200) },
  { route: 'POST /v1/desk/tickets/{ticketId}/answers', body: { body: 'On it.' }, open: agents(201) },
  { route: 'POST /v1/desk/tickets/{ticketId}/notes', body: { body: 'Known.' }, open: agents(201) },
  { route: 'POST /v1/desk/tickets/{ticketId}/assignment', body: { agentId: 'kenji' }, open: agents(201) },
  { route: 'POST /v1/desk/tickets/{ticketId}/hold', body: { reason: 'Vendor.' }, open: agents(201) },
  { route: 'POST /v1/desk/tickets/{ticketId}/resumption', open: agents(201) },
  { route: 'POST /v1/desk/tickets/{ticketId}/solution', body: {}, open: agents(201) },
  { route: 'POST /v1/desk/tickets/{ticketId}/reopening', open: agents(201) },
  { route: 'POST /v1/desk/tickets/{ticketId}/closure', path: '/v1/desk/tickets/none/closure', open: agents(404) },
  { route: 'POST /v1/desk/agents', body: { agentId: 'kenji', name: 'Kenji', languages: ['en'], products: ['dropbox'] }, open: operators(201) },
  { route: 'PUT /v1/desk/availability', body: { availability: 'away' }, open: agents(404) },
  { route: 'POST /v1/desk/callbacks/next', body: { products: ['paper'] }, open: agents(404) },
  { route: 'POST /v1/desk/callbacks/{callbackId}/completion', open: agents(409) },
  { route: 'POST /v1/desk/callbacks/{callbackId}/unanswered', open: agents(409) },
  { route: 'GET /v1/log/events', open: { analyst: 200, auditor: 200 } },
  { route: 'GET /health/live', open: everyone(200) },
  { route: 'GET /health/ready', open: everyone(200) },
  { route: 'GET /metrics', open: everyone(200) },
];

describe('who may call what', () => {
  let engine: TestEngine;
  let callers: Record<Name, Caller>;
  let ids: Readonly<Record<string, string>>;

  beforeAll(async () => {
    engine = await TestEngine.open();
    const { operator, aiko, ben } = await withAcme(engine);
    const member = (memberId: string, roles: readonly string[] = []) => ({ memberId, name: memberId, email: `${memberId}@acme.example`, language: 'en', roles });
    for (const someone of [member('gone', ['team_admin']), member('security', ['security_admin']), member('billing', ['billing_admin']), member('champion')]) {
      await operator.post('/v1/teams/acme/members', someone);
    }
    await operator.delete('/v1/teams/acme/members/gone');
    await operator.put('/v1/teams/acme/members/champion/champion', { level: 'epic' });
    await operator.post('/v1/teams', { ...TEAM, teamId: 'globex' });
    await operator.post('/v1/teams/globex/members', member('outsider', ['team_admin']));
    const ticket = await aiko.post('/v1/tickets', { ...TICKET, subject: OWN });
    const callback = await aiko.post('/v1/callbacks', { ...CALLBACK, reason: OWN });
    ids = { teamId: 'acme', memberId: 'aiko', product: 'dropbox', ticketId: String(ticket.body['ticketId']), callbackId: String(callback.body['callbackId']) };
    const forged = await new SignJWT({ kind: 'operator' }).setProtectedHeader({ alg: 'EdDSA' }).setSubject('operator').setIssuer('ledgerdesk').setAudience('ledgerdesk')
      .setExpirationTime('1h').sign(generateKeyPairSync('ed25519').privateKey);
    const inAcme = (name: string) => engine.member('acme', name);
    const service = await engine.as({ kind: 'service', subject: 'console', scope: 'act' });
    callers = {
      aiko, ben, gone: await inAcme('gone'), outsider: await engine.member('globex', 'outsider'), security: await inAcme('security'), billing: await inAcme('billing'),
      champion: await inAcme('champion'), agent: await engine.as({ kind: 'agent' }), sales: await engine.as({ kind: 'sales' }), analyst: await engine.as({ kind: 'analyst' }),
      auditor: await engine.as({ kind: 'auditor' }), operator, service: await engine.as({ kind: 'service', subject: 'reader' }),
      acting: service.with({ 'ledger-on-behalf-of': 'acme/aiko' }), nobody: await engine.as(), forged: new Caller(() => engine.url, forged),
    };
    await engine.settled();
  });
  afterAll(() => engine.close());

  const expectedFor = ({ open }: Row, name: Name): number => open[name] ?? REFUSED[name] ?? 403;
  const pathOf = ({ route, path }: Row): string => path ?? (route.split(' ')[1] ?? '').replaceAll(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? '');

  it('has a row for every route of the API', async () => {
    const { body } = await callers.nobody.get('/openapi.json');
    const routes = Object.entries(body['paths'] as Record<string, object>).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    expect(ROWS.map(({ route }) => route).sort()).toEqual(routes.sort());
  });

  it.each(ROWS.map((row) => [row.route, row] as const))('%s', async (_, row) => {
    const method = row.route.split(' ')[0] ?? '';
    const got: Partial<Record<Name, number>> = {};
    for (const name of CALLERS) {
      const { status, body } = await callers[name].send(method, pathOf(row), row.body);
      got[name] = status;
      if (status >= 400 || !(['aiko', 'acting', 'agent', 'auditor'] as readonly string[]).includes(name)) expect(JSON.stringify(body)).not.toContain(OWN);
    }
    expect(got).toEqual(Object.fromEntries(CALLERS.map((name) => [name, expectedFor(row, name)])));
  });

  it.each([
    ['an expired token', { exp: 1 }, 'EdDSA'], ['another issuer', { iss: 'else' }, 'EdDSA'], ['another audience', { aud: 'else' }, 'EdDSA'],
    ['an unknown kind', { kind: 'root' }, 'EdDSA'], ['a member without a team', { kind: 'member' }, 'EdDSA'], ['no subject', { sub: undefined }, 'EdDSA'],
  ])('H8 refuses %s', async (_, claims, alg) => {
    const { createPrivateKey } = await import('node:crypto');
    const key = createPrivateKey(engine.engine.secrets.signInKey());
    const whole = { kind: 'operator', sub: 'operator', iss: 'ledgerdesk', aud: 'ledgerdesk', exp: Math.floor(Date.now() / 1000) + 60, ...claims };
    const token = await new SignJWT(whole).setProtectedHeader({ alg }).sign(key);
    expect((await new Caller(() => engine.url, token).get('/v1/tickets')).status).toBe(401);
  });
});
