import { Logger } from '@nestjs/common';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { calculateJwkThumbprint, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import { subjectId } from '../../apps/api/platform/auth/subject-id.js';
import { TEAM } from '../support/http/acme-fixture.js';
import { Caller, type Reply } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';

/** Signs tokens with a key pair, and holds its public key. */
interface Signer {
  readonly jwk: JWK;
  readonly publicPem: string;
  token(claims?: Readonly<Record<string, unknown>>): Promise<string>;
}

/** A signer whose key has an id in tokens and in the key set, or whose key is `named` nowhere. */
const signer = async (alg: 'ES256' | 'RS256' | 'EdDSA', named = true): Promise<Signer> => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const bare = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(bare);
  const token: Signer['token'] = (claims = {}) =>
    new SignJWT({
      sub: 'olga',
      kind: 'operator',
      iss: 'https://id.example',
      aud: 'support',
      exp: Math.floor(Date.now() / 1_000) + 3_600,
      ...claims,
    })
      .setProtectedHeader({ alg, ...(named && { kid }) })
      .sign(privateKey);
  return { jwk: { ...bare, ...(named && { kid }), alg, use: 'sig' }, publicPem: await exportSPKI(publicKey), token };
};

/** Serves a JWKS whose keys and availability the test changes. */
class IdentityProvider {
  keys: readonly JWK[] = [];
  down = false;
  private constructor(private readonly server: Server) {}

  static async start(): Promise<IdentityProvider> {
    const server = createServer((_request, response) => {
      response
        .writeHead(provider.down ? 500 : 200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ keys: provider.keys }));
    });
    const provider = new IdentityProvider(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/jwks.json`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

describe("H8: sign-in by an identity provider's keys", () => {
  let provider: IdentityProvider;
  let engine: TestEngine;
  let known: readonly Signer[];

  beforeAll(async () => {
    known = [await signer('ES256'), await signer('RS256'), await signer('EdDSA')];
  });
  const start = async (): Promise<void> => {
    provider = await IdentityProvider.start();
    provider.keys = known.map(({ jwk }) => jwk);
    engine = await TestEngine.open(undefined, {
      JWKS_URL: provider.url,
      JWT_ISSUER: 'https://id.example',
      JWT_AUDIENCE: 'support',
    });
  };
  const stop = async (): Promise<void> => {
    await engine.close();
    await provider.stop();
  };

  const caller = (token: string): Caller => new Caller(() => engine.url, token);
  const register = (token: string, teamId: string) => caller(token).post('/v1/teams', { ...TEAM, teamId });
  const first = (): Signer => known[0] as Signer;

  describe('that stay the same', () => {
    beforeAll(start);
    afterAll(stop);

    it('accepts tokens signed with ES256, RS256 and EdDSA keys of the provider', async () => {
      const replies = await Promise.all(known.map(async (one, n) => register(await one.token(), `team-${n}`)));
      expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
    });

    it('challenges a caller without a valid token, as RFC 6750 specifies', async () => {
      const challenge = async (authorization?: string) => {
        const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
        const { status, headers: answered } = await fetch(`${engine.url}/v1/tickets`, { headers });
        return [status, answered.get('www-authenticate')];
      };
      expect(await challenge()).toEqual([401, 'Bearer realm="ledgerdesk"']);
      expect(await challenge('Basic b2xnYTpzZWNyZXQ=')).toEqual([401, 'Bearer realm="ledgerdesk"']);
      expect(await challenge('Bearer a.b.c')).toEqual([401, 'Bearer realm="ledgerdesk", error="invalid_token"']);
    });

    it.each([
      ['for a different audience', { aud: 'elsewhere' }],
      ['of a different issuer', { iss: 'https://other.example' }],
      ['of an unknown kind', { kind: 'root' }],
      ['of a member without a team', { kind: 'member' }],
      ['of two kinds', { kind: ['agent', 'operator'] }],
      ['of a member of a team that is no id', { kind: 'member', team: 'a/b' }],
      ['without a subject', { sub: '' }],
      ['with a subject that is no text', { sub: 7 }],
      ['that was issued in the future', { iat: Math.floor(Date.now() / 1_000) + 3_600 }],
      ['that was issued at no time', { iat: 'now' }],
      ['that lives for a hundred years', { exp: Math.floor(Date.now() / 1_000) + 100 * 365 * 86_400 }],
      ['that never ends', { exp: 1e300 }],
      [
        'that has lived for longer than one may',
        { iat: Math.floor(Date.now() / 1_000) - 400 * 86_400, exp: Math.floor(Date.now() / 1_000) + 60 },
      ],
      ['that is not valid yet', { nbf: 4_000_000_000 }],
    ])('refuses a token %s', async (_what, claims) => {
      const reply = await register(await first().token(claims), 'acme');
      expectProblem(reply);
      expect(reply.status).toBe(401);
    });

    it('refuses tokens of other issuers, unsigned, signed with the public key as secret, or of an engine', async () => {
      const stranger = await (await signer('ES256')).token();
      const [, payload] = (await first().token()).split('.');
      const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
      const confused = await new SignJWT({ sub: 'olga', kind: 'operator', iss: 'https://id.example', aud: 'support' })
        .setProtectedHeader({ alg: 'HS256', kid: String(first().jwk.kid) })
        .setExpirationTime('1h')
        .sign(Buffer.from(first().publicPem));
      const own = (await engine.as({ kind: 'operator' })).token ?? '';
      for (const token of [stranger, unsigned, confused, own]) expect((await register(token, 'acme')).status).toBe(401);
    });

    it('accepts a subject of any form, as an id that is derived from it', async () => {
      await register(await first().token(), 'acme');
      const members = ['auth0|5f7c8ec7', 'olga.smith@example.com', '山田', 'x'.repeat(300), 'aiko'];
      const ids = members.map((subject) => subjectId('https://id.example', subject));
      expect(ids.at(-1)).toBe('aiko');
      expect(new Set(ids).size).toBe(members.length);
      const operator = caller(await first().token());
      for (const [index, sub] of members.entries()) {
        const memberId = ids[index];
        const language = 'en';
        const email = `m${index}@acme.example`;
        expect(
          await operator.post('/v1/teams/acme/members', { memberId, name: 'M', email, language, roles: [] }),
        ).toMatchObject({ status: 201 });
        const member = caller(await first().token({ sub, kind: 'member', team: 'acme' }));
        expect((await member.get('/v1/tickets')).status).toBe(200);
      }
      const posing = caller(await first().token({ sub: ids[0], kind: 'member', team: 'acme' }));
      expect((await posing.get('/v1/tickets')).status).toBe(403);
    });

    it('reads kind, team and subject from the claims that the settings name', async () => {
      const custom = await TestEngine.open(undefined, {
        JWKS_URL: provider.url,
        JWT_ISSUER: 'https://id.example',
        JWT_AUDIENCE: 'support',
        JWT_SUBJECT_CLAIM: 'https://ledgerdesk.example/id',
        JWT_KIND_CLAIM: '/realm_access/roles',
        JWT_SCOPE_CLAIM: 'scp',
        TOKEN_MAX_DAYS: '1',
      });
      const signedIn = async (claims: object) =>
        new Caller(
          () => custom.url,
          await first().token({ sub: 'x|y', 'https://ledgerdesk.example/id': 'console', kind: undefined, ...claims }),
        );
      const operator = await signedIn({ realm_access: { roles: ['offline_access', 'operator'] } });
      expect((await operator.post('/v1/teams', TEAM)).status).toBe(201);
      const [event] = await custom.waitForEvents('team-acme', 1);
      expect(event?.metadata).toContain('"id":"console"');
      expect((await (await signedIn({ kind: 'operator' })).post('/v1/teams', TEAM)).status).toBe(401);
      const twoDays = { exp: Math.floor(Date.now() / 1_000) + 2 * 86_400, realm_access: { roles: ['operator'] } };
      expect((await (await signedIn(twoDays)).post('/v1/teams', TEAM)).status).toBe(401);
      await custom.close();
    });

    it('lets a service do what its scopes permit, and one without any what it could before', async () => {
      const warnings = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
      const usage = { usage: 0.5 };
      const scoped: readonly (readonly [string, (service: Caller) => Promise<Reply>])[] = [
        ['webhooks', (service) => service.get('/v1/webhooks')],
        ['webhooks', (service) => service.post('/v1/webhooks', { url: 'https://console.example/in' })],
        ['webhooks', (service) => service.delete('/v1/webhooks/none')],
        ['mails', (service) => service.get('/v1/mails')],
        ['mails', (service) => service.post('/v1/mails/none/retry')],
        ['features:write', (service) => service.put('/v1/teams/none/features/rewind', usage)],
      ];
      const all = ['webhooks', 'mails', 'features:write', 'act'];
      const service = async (scope: unknown) => caller(await first().token({ kind: 'service', scope }));
      for (const [scope, call] of scoped) {
        const others = all.filter((other) => other !== scope);
        for (const refusedScope of ['', others.join(' '), others, `${scope}s`, []]) {
          const refused = await call(await service(refusedScope));
          expectProblem(refused);
          expect(refused).toMatchObject({
            status: 403,
            body: { type: 'urn:ledgerdesk:problem:scope-required', scope },
          });
        }
        for (const granted of [scope, all.join(' '), [scope], undefined])
          expect((await call(await service(granted))).status).not.toBe(403);
      }
      expect(warnings.mock.calls.map(([entry]: readonly unknown[]) => entry)).toContainEqual(
        expect.objectContaining({
          message: 'A service token without scopes was used for mails; the next version refuses it.',
        }),
      );
      warnings.mockRestore();
    });
  });

  describe('that change or cannot be read', () => {
    beforeEach(start);
    afterEach(stop);

    it('tries every key of a key set that names none, and refuses a token that none of them signed', async () => {
      const unnamed = await Promise.all([1, 2, 3].map(() => signer('ES256', false)));
      provider.keys = unnamed.map(({ jwk }) => jwk);
      const replies = await Promise.all(unnamed.map(async (one, n) => register(await one.token(), `team-${n}`)));
      expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
      expect((await register(await (await signer('ES256', false)).token(), 'acme')).status).toBe(401);
    });

    it('returns 503 while keys are unreachable, except for known keys, and accepts all tokens afterwards', async () => {
      provider.down = true;
      const late = await first().token();
      const refused = await register(late, 'acme');
      expectProblem(refused);
      expect(refused).toMatchObject({ status: 503, body: { type: 'urn:ledgerdesk:problem:sign-in-unavailable' } });
      expect(refused.headers.get('retry-after')).toBe('5');
      provider.down = false;
      expect((await register(late, 'acme')).status).toBe(201);
      await provider.stop();
      expect((await register(late, 'globex')).status).toBe(201);
    });
  });
});
