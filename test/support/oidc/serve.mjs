// An OpenID Connect provider in a process of its own. Prints its issuer, and signs in whom `/test` names.
import Provider from 'oidc-provider';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json, text } from 'node:stream/consumers';

const [clientSecret, ...origins] = process.argv.slice(2);

/** What the tests change: who signs in, with which claims, and by how much the clock is ahead. */
const scene = { subject: 'ben', claims: {}, clockAheadMs: 0, asks: false, refuses: false };

/** The page on which the person signs in or cancels. */
const page = () => `<!doctype html>
<html lang="en">
  <title>Provider</title>
  <form method="post">
    <button name="answer" value="yes">Sign in as ${scene.subject}</button>
    <button name="answer" value="no">Cancel</button>
  </form>
</html>`;
const realNow = Date.now.bind(Date);
Date.now = () => realNow() + scene.clockAheadMs;

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'hub',
      client_secret: clientSecret,
      redirect_uris: origins.map((origin) => `${origin}/hub/sign-in/callback`),
      post_logout_redirect_uris: origins.map((origin) => `${origin}/hub/`),
      id_token_signed_response_alg: 'ES256',
    },
  ],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'test' }] },
  cookies: { keys: [randomUUID()] },
  claims: { openid: ['sub', 'kind', 'team', 'roles'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...scene.claims }) }),
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
  interactions: { url: (_, { uid }) => `/test/sign-in/${uid}` },
});

const handle = provider.callback();
server.on('request', async (request, response) => {
  if (request.method === 'PUT' && request.url === '/test') {
    Object.assign(scene, await json(request));
    response.writeHead(204).end();
  } else if (request.url.startsWith('/test/sign-in/')) {
    if (scene.asks && request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page());
      return;
    }
    const isRefused = scene.refuses || (request.method === 'POST' && (await text(request)) === 'answer=no');
    const result = isRefused ? { error: 'access_denied' } : { login: { accountId: scene.subject } };
    await provider.interactionFinished(request, response, result);
  } else handle(request, response);
});
process.stdout.write(`${issuer}\n`);
