import { ADMIN_ROLES } from '@ledgerdesk/events';
import { type JWTPayload, UnsecuredJWT } from 'jose';
import { createPublicKey } from 'node:crypto';
import {
  AIKOS,
  type CallerName,
  CALLERS,
  MAY_READ,
  OTHER_ROLES,
  OWN,
  REFUSED,
} from '../support/http/access-callers.js';
import { ACCESS_ROWS, type AccessRow } from '../support/http/access-rows.js';
import { type AccessScene, openAccessScene } from '../support/http/access-scene.js';
import { fetchDescription, routesIn } from '../support/http/openapi-description.js';
import { bearing, claims, signed, signInKey } from '../support/http/operator-tokens.js';
import type { TestEngine } from '../support/http/test-engine.js';

describe('access to routes', () => {
  let engine: TestEngine;
  let callers: AccessScene['callers'];
  let ids: AccessScene['ids'];
  let gonesTicket: string;
  let gonesCallback: string;
  beforeAll(async () => {
    ({ engine, callers, ids, gonesTicket, gonesCallback } = await openAccessScene());
  });
  afterAll(() => engine.close());

  /** A token with these claims, signed with the key of the engine. */
  const byEngine = (payload: JWTPayload): Promise<string> => signed(payload, signInKey(engine));

  /** Aiko's texts, phone number and email, which a caller must not see; except for analysts, also her request ids. */
  const secretsFrom = (name: CallerName): readonly string[] => [
    OWN,
    '+81312345678',
    'aiko@acme.example',
    ...(name === 'analyst' ? [] : [ids['ticketId'] ?? '', ids['callbackId'] ?? '', ids['chatId'] ?? '']),
  ];

  const expectedFor = ({ open }: AccessRow, name: CallerName): number => open[name] ?? REFUSED[name] ?? 403;
  const pathOf = ({ route, path }: AccessRow): string =>
    path ?? (route.split(' ')[1] ?? '').replaceAll(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? '');

  it('has a row for every route of the API and a caller for every admin role', async () => {
    const routes = routesIn(await fetchDescription(callers.nobody));
    expect(ACCESS_ROWS.map(({ route }) => route).sort()).toEqual(routes.map(({ name }) => name).sort());
    expect([...OTHER_ROLES, 'team_admin'].sort()).toEqual([...ADMIN_ROLES].sort());
  });

  it.each(ACCESS_ROWS.map((row) => [row.route, row] as const))(
    '%s responds to each kind of caller with its listed status',
    async (_, row) => {
      const method = row.route.split(' ')[0] ?? '';
      const got: Partial<Record<CallerName, number>> = {};
      for (const name of CALLERS) {
        const { status, body } = await callers[name].send(method, pathOf(row), row.body);
        got[name] = status;
        const text = JSON.stringify(body);
        if (status >= 400 || ![...MAY_READ, ...(row.shows ?? [])].includes(name)) {
          const named = row.names && status === 409 && AIKOS.includes(name) ? [ids[row.names]] : [];
          expect({ name, seen: secretsFrom(name).filter((secret) => text.includes(secret)) }).toEqual({
            name,
            seen: named,
          });
        }
      }
      expect(got).toEqual(Object.fromEntries(CALLERS.map((name) => [name, expectedFor(row, name)])));
    },
  );

  it.each(ACCESS_ROWS.filter(({ route }) => !route.startsWith('GET')).map((row) => [row.route, row] as const))(
    'V4 %s tells a caller without the right to it nothing of its revision',
    async (_, row) => {
      const method = row.route.split(' ')[0] ?? '';
      const refused = CALLERS.filter((name) => [401, 403, 404].includes(expectedFor(row, name)));
      const got: Partial<Record<CallerName, number>> = {};
      for (const name of refused) {
        const caller = callers[name].with({ 'if-match': '"999"' });
        got[name] = (await caller.send(method, pathOf(row), row.body)).status;
      }
      const expected = (name: CallerName) => {
        const status = expectedFor(row, name);
        return status === 404 && row.refusesPreconditions ? 400 : status;
      };
      expect(got).toEqual(Object.fromEntries(refused.map((name) => [name, expected(name)])));
    },
  );

  it.each<[string, () => Promise<string>]>([
    ['a different issuer', () => byEngine(claims({ iss: 'else' }))],
    ['a different audience', () => byEngine(claims({ aud: 'else' }))],
    ['no expiry', () => byEngine(claims({ exp: undefined }))],
    ['a start in the future', () => byEngine(claims({ nbf: Math.floor(Date.now() / 1000) + 3_600 }))],
    ['an unknown kind', () => byEngine(claims({ kind: 'root' }))],
    ['a member without a team', () => byEngine(claims({ kind: 'member' }))],
    ['an invalid team', () => byEngine(claims({ kind: 'member', team: 'acme.aiko' }))],
    ['no subject', () => byEngine(claims({ sub: undefined }))],
    ['an empty subject', () => byEngine(claims({ sub: '' }))],
    ['no signature', () => Promise.resolve(new UnsecuredJWT(claims()).encode())],
    [
      'an HMAC keyed with the public key',
      () => {
        const secret = createPublicKey(signInKey(engine)).export({ type: 'spki', format: 'pem' });
        return signed(claims(), new Uint8Array(Buffer.from(secret)), 'HS256');
      },
    ],
    ['trailing text', async () => `${await byEngine(claims())}x`],
    ['an invalid format', () => Promise.resolve('x.y.z')],
  ])('H8 refuses a token with %s', async (_, token) => {
    const { status, body } = await bearing(engine, await token()).get('/v1/desk/queue');
    expect({ status, body }).toEqual({ status: 401, body: expect.objectContaining({ rule: 'H8' }) as object });
  });

  it('E2 refuses a deactivated member access to their own requests', async () => {
    const { gone } = callers;
    const replies = await Promise.all([
      gone.get(`/v1/tickets/${gonesTicket}`),
      gone.post(`/v1/tickets/${gonesTicket}/replies`, { body: 'Hello?' }),
      gone.get(`/v1/callbacks/${gonesCallback}`),
    ]);
    expect(replies.map(({ status, body }) => [status, body['rule']])).toEqual(Array(3).fill([403, 'E2']));
    expect((await gone.delete(`/v1/callbacks/${gonesCallback}`)).body).toMatchObject({ status: 'cancelled' });
  });

  it.each(['callbacks', 'chats'])(
    'E2 V4 tells nobody by ending %s whether a request of another exists',
    async (what) => {
      const foreign = ids[what === 'chats' ? 'chatId' : 'callbackId'] ?? '';
      const unknown = '00000000-0000-5000-8000-000000000000';
      const { gone, stranger, ben, outsider } = callers;
      for (const caller of [gone, stranger, ben, outsider]) {
        const [existing, missing] = await Promise.all(
          [foreign, unknown].map(async (id) => {
            const { status, body } = await caller.delete(`/v1/${what}/${id}`);
            return JSON.stringify({ status, body: { ...body, instance: null } }).replaceAll(id, 'id');
          }),
        );
        expect(existing).toContain('"status":404');
        expect(existing).toBe(missing);
      }
    },
  );

  it.each([
    ['a service without the scope act', { kind: 'service', subject: 'reader' }, 'acme/aiko', 403],
    ['a service acting for a non-member', { kind: 'service', scope: 'act' }, 'acme/stranger', 403],
    ['a service acting for a deactivated member', { kind: 'service', scope: 'act' }, 'acme/gone', 403],
    ['a service acting for an invalid member', { kind: 'service', scope: 'act' }, 'acme', 400],
  ] as const)('refuses %s', async (_, who, member, status) => {
    const service = (await engine.as(who)).with({ 'ledger-on-behalf-of': member });
    expect((await service.get('/v1/tickets')).status).toBe(status);
  });

  it('lets a service use a route of members without a member only where the document says so', async () => {
    const console = await engine.as({ kind: 'service', scope: 'act' });
    const routes = routesIn(await fetchDescription(callers.nobody));
    const requires: string[] = [];
    for (const { name, method, path } of routes.filter((route) => route['x-on-behalf-of'] !== undefined)) {
      const { body } = await console.send(
        method,
        path.replaceAll(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? ''),
      );
      if (body['type'] === 'urn:ledgerdesk:problem:member-required') requires.push(name);
    }
    const documented = routes.filter((route) => route['x-on-behalf-of'] === 'required').map(({ name }) => name);
    expect(requires).toEqual(documented);
    expect(routes.filter((route) => route['x-on-behalf-of'] === 'optional').map(({ name }) => name)).toEqual([
      'POST /v1/uploads',
      'GET /v1/me',
      'GET /v1/time',
    ]);
  });

  it('V4 ignores Ledger-On-Behalf-Of from a member', async () => {
    const { body } = await callers.ben.with({ 'ledger-on-behalf-of': 'acme/aiko' }).get('/v1/tickets');
    expect(JSON.stringify(body)).not.toContain(OWN);
  });

  it.each(['add-ons', 'charges'])('returns 404 to sales for an unknown team (%s)', async (what) => {
    expect((await callers.sales.get(`/v1/teams/nowhere/${what}`)).body).toMatchObject({
      status: 404,
      type: 'urn:ledgerdesk:problem:team-not-found',
    });
  });
});
