import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OidcProvider } from './oidc-provider.js';

let server: Server;
let issuer: string;
let elapsed: number;
let provider: OidcProvider;
const asked: string[] = [];
let answer: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked.length = 0;
  elapsed = 0;
  provider = new OidcProvider(
    {
      issuer,
      clientId: 'hub',
      clientSecret: 'x',
      scope: 'openid',
      claims: { subject: 'sub', kind: 'kind', team: 'team', scope: 'scope' },
      publicUrl: 'https://support.example',
    },
    () => elapsed,
  );
});

describe('an identity provider that does not answer', () => {
  beforeEach(() => (answer = undefined));

  it('is asked once for the twenty who wait for it; more are refused at once, and sign-out does not ask', async () => {
    const connected = new Promise((resolve) => server.once('request', resolve));
    const waiting = Array.from({ length: 20 }, () => provider.begin('/hub/').catch((error: unknown) => error));
    await connected;
    const tooMany = { failure: 'provider-unavailable', reason: 'too many sign-ins at once' };
    await expect(provider.begin('/hub/')).rejects.toMatchObject(tooMany);
    expect(provider.endSessionUrl()).toBeUndefined();
    server.closeAllConnections();
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject({ failure: 'provider-unavailable' });
    expect(asked).toHaveLength(1);
    await expect(provider.begin('/hub/')).rejects.not.toMatchObject(tooMany);
  });
});

describe('a sign-in that fails', () => {
  beforeEach(() => {
    const description = {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
    };
    answer = ({ url }, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(url === '/token' ? { access_token: 7 } : description));
    };
  });
  /** Begins an attempt, which fails with the parameters. */
  const fail = async (parameters: string): Promise<unknown> => {
    const { attempt } = await provider.begin('/hub/');
    return provider
      .finish(`/hub/sign-in/callback?state=${attempt.state}&${parameters}`, attempt)
      .catch((error: unknown) => error);
  };
  const readings = () => asked.filter((path) => path.includes('.well-known')).length;

  it('has the provider read again at most once a minute', async () => {
    expect(await fail('code=x')).toMatchObject({ failure: 'token-refused' });
    elapsed = 59_000;
    await fail('code=x');
    expect(readings()).toBe(1);
    elapsed = 60_000;
    await fail('code=x');
    await fail('code=x');
    await fail('code=x');
    expect(readings()).toBe(2);
  });

  it('has nothing read again for what the browser came back with', async () => {
    for (elapsed = 0; elapsed < 600_000; elapsed += 100_000)
      expect(await fail('code=x&iss=https://evil.example')).toMatchObject({
        failure: 'token-refused',
        reason: 'invalid parameters of the callback',
      });
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['access_denied', 'access_denied'],
    ['ben_smith_has_left', 'unknown error'],
  ])('is logged with registered codes only: %s as %s', async (error, reason) => {
    expect(await fail(`error=${error}`)).toMatchObject({ failure: 'provider-refused', reason });
  });
});
