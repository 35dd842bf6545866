import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OidcProvider } from './oidc-provider.js';

describe('an identity provider that does not answer', () => {
  let server: Server;
  let provider: OidcProvider;
  let requests = 0;
  beforeAll(async () => {
    server = createServer(() => (requests += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    provider = new OidcProvider({
      issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      clientId: 'hub',
      clientSecret: 'x',
      scope: 'openid',
      claims: { subject: 'sub', kind: 'kind', team: 'team', scope: 'scope' },
      publicUrl: 'https://support.example',
    });
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('is asked once for the twenty who wait for it; more are refused at once, and sign-out does not ask', async () => {
    const connected = new Promise((resolve) => server.once('request', resolve));
    const waiting = Array.from({ length: 20 }, () => provider.begin('/hub/').catch((error: unknown) => error));
    await connected;
    const tooMany = { failure: 'provider-unavailable', reason: 'too many sign-ins at once' };
    await expect(provider.begin('/hub/')).rejects.toMatchObject(tooMany);
    expect(provider.endSessionUrl()).toBeUndefined();
    server.closeAllConnections();
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject({ failure: 'provider-unavailable' });
    expect(requests).toBe(1);
    await expect(provider.begin('/hub/')).rejects.not.toMatchObject(tooMany);
  });
});
