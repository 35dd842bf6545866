import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { fetchDescription, routesIn } from '../support/http/openapi-description.js';
import { TestEngine } from '../support/http/test-engine.js';

const CONSOLE = 'https://console.example';
/** Long enough to be compressed. */
const LONG = { ...TICKET, body: 'Nothing has synced since this morning. '.repeat(60) };

const lowerCase = (name: string): string => name.toLowerCase();
/** The names in a list of headers. */
const namesIn = (list: unknown): readonly string[] => String(list).split(', ').map(lowerCase);

interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

describe('headers of responses', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let kenji: Caller;
  let ticketId: string;

  beforeAll(async () => {
    engine = await TestEngine.open(undefined, {
      RATE_LIMIT: '1000',
      CORS_ORIGINS: `${CONSOLE}, http://localhost:5173`,
    });
    ({ aiko, kenji } = await withAcme(engine));
    ticketId = String((await aiko.post('/v1/tickets', LONG)).body['ticketId']);
    await engine.settled();
  });
  afterAll(() => engine.close());

  /** A response with its bytes as they were sent: `fetch` decompresses them. */
  const raw = (
    path: string,
    { token }: Pick<Caller, 'token'>,
    headers: Readonly<Record<string, string>> = {},
    method = 'GET',
  ): Promise<RawReply> =>
    new Promise((resolve, reject) => {
      const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
      request(`${engine.url}${path}`, { method, headers: { ...authorization, ...headers } }, (response) => {
        const chunks: Buffer[] = [];
        response
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
          );
      })
        .on('error', reject)
        .end();
    });

  describe('of a command', () => {
    it('say that it was executed before, if its key is repeated', async () => {
      const keyed = aiko.with({ 'idempotency-key': 'once' });
      const first = await keyed.post('/v1/tickets', TICKET);
      const again = await keyed.post('/v1/tickets', TICKET);
      expect(first.headers.get('idempotency-replayed')).toBeNull();
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(again.body).toEqual(first.body);
    });

    it('do not say so of a refusal, which is decided again', async () => {
      const keyed = aiko.with({ 'idempotency-key': 'refused' });
      for (let count = 0; count < 2; count += 1) {
        const { status, headers } = await keyed.post('/v1/tickets/none/replies', { body: 'Any news?' });
        expect([status, headers.get('idempotency-replayed')]).toEqual([404, null]);
      }
    });
  });

  describe('of a limited caller', () => {
    it('name the limit and what is left, by their draft standard and as before', async () => {
      const { headers } = await kenji.get('/v1/desk/queue');
      expect(headers.get('ratelimit-policy')).toBe('"caller";q=2000;w=2');
      const [, left = '', seconds = ''] = /^"caller";r=(\d+);t=([0-2])$/.exec(headers.get('ratelimit') ?? '') ?? [];
      expect([headers.get('x-ratelimit-remaining'), headers.get('x-ratelimit-reset')]).toEqual([left, seconds]);
      const next = (await kenji.get('/v1/desk/queue')).headers.get('x-ratelimit-remaining');
      expect([Number(left) - 1, 1999]).toContain(Number(next));
    });

    it('count a bulk action once for each ticket', async () => {
      const bulk = { action: 'claim', ticketIds: Array(50).fill(ticketId) };
      const { headers } = await kenji.post('/v1/desk/tickets/bulk', bulk);
      // Two windows share the count if one ends meanwhile.
      expect(Number(headers.get('x-ratelimit-remaining'))).toBeLessThanOrEqual(1951);
    });
  });

  describe('of a GET without a revision', () => {
    it.each(['GET', 'HEAD'])(
      'have a weak ETag, with which %s is answered 304 until something changes',
      async (method) => {
        const first = await raw('/v1/desk/queue', kenji, {}, method);
        const etag = String(first.headers['etag']);
        expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
        const known = await raw('/v1/desk/queue', kenji, { 'if-none-match': etag }, method);
        expect([known.status, known.bytes.length, known.headers['etag']]).toEqual([304, 0, etag]);
        await aiko.post('/v1/tickets', TICKET);
        await engine.settled();
        const changed = await raw('/v1/desk/queue', kenji, { 'if-none-match': etag }, method);
        expect([changed.status, changed.headers['etag'] === etag]).toEqual([200, false]);
      },
    );

    it('match no If-Match but *', async () => {
      const etag = String((await raw('/v1/desk/queue', kenji)).headers['etag']);
      expect((await raw('/v1/desk/queue', kenji, { 'if-match': etag.slice(2) })).status).toBe(412);
      expect((await raw('/v1/desk/queue', kenji, { 'if-match': '*' })).status).toBe(200);
    });

    it('are not on errors, commands and event streams', async () => {
      const missing = await kenji.get('/v1/desk/tickets/none');
      const stream = await aiko.get('/v1/hub/updates');
      expect([missing.headers.get('etag'), stream.headers.get('etag')]).toEqual([null, null]);
    });
  });

  describe('of a long body', () => {
    const decompressed = ({ headers, bytes }: RawReply): string => {
      const encoding = headers['content-encoding'];
      return String(encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes);
    };

    it.each([
      ['br, gzip', 'br'],
      ['gzip', 'gzip'],
      ['gzip;q=0, br;q=0.1', 'br'],
      ['identity', undefined],
      ['zstd', undefined],
      ['gzip;q=0', undefined],
    ])('compress it as Accept-Encoding: %s prefers', async (accepted, encoding) => {
      const path = '/v1/log/events?limit=100';
      const auditor = await engine.as({ kind: 'auditor' });
      const plain = await raw(path, auditor);
      const reply = await raw(path, auditor, { 'accept-encoding': accepted });
      expect([reply.headers['content-encoding'], decompressed(reply)]).toEqual([encoding, String(plain.bytes)]);
      expect(reply.headers['etag']).toBe(plain.headers['etag']);
      if (encoding) expect(reply.headers['vary']).toMatch(/accept-encoding/i);
    });

    it('leave it as it is if it has a strong ETag, which commands compare', async () => {
      const reply = await raw(`/v1/desk/tickets/${ticketId}`, kenji, { 'accept-encoding': 'br, gzip' });
      expect(reply.bytes.length).toBeGreaterThan(1_024);
      expect([reply.headers['content-encoding'], reply.headers['etag']]).toEqual([
        undefined,
        expect.stringMatching(/^"\d+"$/),
      ]);
    });
  });

  describe('of requests of web pages', () => {
    const preflight = (origin: string, method = 'PATCH') =>
      raw(
        '/v1/tickets',
        { token: undefined },
        {
          origin,
          'access-control-request-method': method,
          'access-control-request-headers': 'authorization,idempotency-key',
        },
        'OPTIONS',
      );

    it.each([CONSOLE, 'http://localhost:5173'])('permit %s, without a token for the preflight', async (origin) => {
      const { status, headers } = await preflight(origin);
      expect([status, headers['access-control-allow-origin']]).toEqual([204, origin]);
      expect(headers['access-control-allow-headers']).toMatch(/Idempotency-Key/);
      expect(headers['access-control-allow-credentials']).toBeUndefined();
      const reply = await raw('/v1/desk/queue', kenji, { origin });
      expect(reply.headers['access-control-allow-origin']).toBe(origin);
      expect(reply.headers['access-control-expose-headers']).toMatch(/Ledger-Position/);
      expect(reply.headers['vary']).toMatch(/origin/i);
    });

    it('permit every header that the document of the API names, and expose those of its responses', async () => {
      const routes = routesIn(await fetchDescription(kenji));
      const sent = routes.flatMap(({ parameters }) =>
        parameters.flatMap((one) => (one.in === 'header' ? one.name : [])),
      );
      const { headers } = await preflight(CONSOLE);
      expect(namesIn(headers['access-control-allow-headers'])).toEqual(expect.arrayContaining(sent.map(lowerCase)));

      const responses = routes.flatMap((route) => Object.values(route.responses));
      const documented = responses.flatMap((response) => Object.keys(response.headers ?? {})).map(lowerCase);
      const deprecated = await raw('/v1/tickets/views', aiko, { origin: CONSOLE });
      const present = Object.keys(deprecated.headers).filter((name) => /deprecation|link|ratelimit/.test(name));
      expect(present).toHaveLength(7);
      expect(namesIn(deprecated.headers['access-control-expose-headers'])).toEqual(
        expect.arrayContaining([...documented, ...present]),
      );
    });

    it.each<[string, Readonly<Record<string, string>>]>([
      ['no origin', {}],
      ['an origin alone', { origin: CONSOLE }],
      ['a method alone', { 'access-control-request-method': 'PATCH' }],
    ])('refuse OPTIONS with %s like any method that a path does not have', async (_, headers) => {
      const reply = await raw('/v1/tickets', { token: undefined }, headers, 'OPTIONS');
      expect([reply.status, reply.headers['allow']]).toEqual([405, 'GET, HEAD, POST']);
      expect(JSON.parse(reply.bytes.toString())).toMatchObject({ status: 405, instance: reply.headers['request-id'] });
      expect((await raw('/v1/nowhere', { token: undefined }, headers, 'OPTIONS')).status).toBe(404);
    });

    it('keep the encodings of the document of the API apart by origin too', async () => {
      const { headers } = await raw('/openapi.json', kenji, { origin: CONSOLE, 'accept-encoding': 'br' });
      expect(headers['vary']).toMatch(/^origin, accept-encoding$/i);
    });

    it('let permitted pages read refusals', async () => {
      const { status, headers } = await raw('/v1/desk/queue', { token: undefined }, { origin: CONSOLE });
      expect([status, headers['access-control-allow-origin']]).toEqual([401, CONSOLE]);
      // Caches keep refusals apart by origin and by language.
      expect(headers['vary']).toMatch(/^origin, accept-language$/i);
    });

    it.each(['https://evil.example', 'null', `${CONSOLE}.evil.example`, `${CONSOLE}:8443`])(
      'do not permit %s',
      async (origin) => {
        expect((await preflight(origin)).headers['access-control-allow-origin']).toBeUndefined();
        const reply = await raw('/v1/desk/queue', kenji, { origin });
        expect(reply.headers['access-control-allow-origin']).toBeUndefined();
      },
    );

    it('permit none by default', async () => {
      const other = await TestEngine.open();
      const { headers } = await (await other.as()).with({ origin: CONSOLE }).get('/v1/desk/queue');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      await other.close();
    });
  });
});
