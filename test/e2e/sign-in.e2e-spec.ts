import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { calculateJwkThumbprint, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import { TEAM } from '../support/http/acme-fixture.js';
import { Caller } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';

/** Signs tokens with a key pair, and holds its public key. */
interface Signer {
  readonly jwk: JWK;
  readonly publicPem: string;
  token(claims?: Readonly<Record<string, unknown>>): Promise<string>;
}

const signer = async (alg: 'ES256' | 'RS256' | 'EdDSA'): Promise<Signer> => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const bare = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(bare);
  const token: Signer['token'] = (claims = {}) =>
    new SignJWT({ sub: 'olga', kind: 'operator', iss: 'https://id.example', aud: 'support', ...claims })
      .setProtectedHeader({ alg, kid })
      .setExpirationTime('1h')
      .sign(privateKey);
  return { jwk: { ...bare, kid, alg, use: 'sig' }, publicPem: await exportSPKI(publicKey), token };
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

  beforeEach(async () => {
    provider = await IdentityProvider.start();
    known = [await signer('ES256'), await signer('RS256'), await signer('EdDSA')];
    provider.keys = known.map(({ jwk }) => jwk);
    engine = await TestEngine.open(undefined, {
      JWKS_URL: provider.url,
      JWT_ISSUER: 'https://id.example',
      JWT_AUDIENCE: 'support',
    });
  });
  afterEach(async () => {
    await engine.close();
    await provider.stop();
  });

  const caller = (token: string): Caller => new Caller(() => engine.url, token);
  const register = (token: string, teamId: string) => caller(token).post('/v1/teams', { ...TEAM, teamId });
  const first = (): Signer => known[0] as Signer;

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
    ['with an invalid subject', { sub: 'olga.smith@example' }],
    ['that is not valid yet', { nbf: 4_000_000_000 }],
  ])('refuses a token %s', async (_what, claims) => {
    const reply = await register(await first().token(claims), 'acme');
    expectProblem(reply);
    expect(reply.status).toBe(401);
  });

  it('refuses tokens of other issuers, unsigned, signed with the public key as secret, or of the engine', async () => {
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
