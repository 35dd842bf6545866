import { hang, jsonResponse, refusal, type Scripted, ScriptedFetch } from '../../test/support/client/scripted-fetch.js';
import { ApiProblem, NoResponse } from './api-problem.js';
import { type ClientOptions, createClient, NoToken, type RetryPolicy } from './index.js';

/** A client whose requests get the outcomes of a script. Delays are without jitter. */
const clientWith = (script: readonly Scripted[], options: Partial<ClientOptions> = {}) => {
  const { fetch, sent } = new ScriptedFetch(...script);
  return { client: createClient({ url: 'https://engine.example/', token: 't-1', fetch, ...options }), sent };
};

const TICKET = { issueType: 'login', subject: 'Sign-in', body: 'It fails.', language: 'en' };
const OPENED = jsonResponse({ ticketId: 't' }, { etag: '"0"', 'ledger-position': '7', 'request-id': 'r-2' }, 201);
const NETWORK = new TypeError('fetch failed');

/** Settles a promise. Returns its outcome and the time until then, in ms of the fake timers. */
const settle = async <T>(promise: Promise<T>): Promise<{ readonly ms: number; readonly outcome: T | Error }> => {
  const start = Date.now();
  let outcome: T | Error | undefined;
  promise.then(
    (value) => (outcome = value),
    (error: Error) => (outcome = error),
  );
  for (let steps = 0; outcome === undefined && steps < 100; steps += 1) await jest.advanceTimersToNextTimerAsync();
  if (outcome === undefined) throw new Error('The request has not settled.');
  return { ms: Date.now() - start, outcome };
};

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-27T07:30:00Z') });
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('a request', () => {
  it('has the URL of its route, the token, and the headers of its options', async () => {
    const { client, sent } = clientWith([jsonResponse({ items: [] })], { headers: { 'accept-language': 'ja' } });
    await client.onBehalfOf('acme/aiko').get('/v1/tickets', { query: { limit: 2, q: 'a b' }, after: '7' });
    expect(sent[0]?.url).toBe('https://engine.example/v1/tickets?limit=2&q=a+b');
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      authorization: 'Bearer t-1',
      'accept-language': 'ja',
      'ledger-on-behalf-of': 'acme/aiko',
      'ledger-position': '7',
    });
  });

  it('has each header once, that of the narrowest scope, whatever the case of its name', async () => {
    const { client, sent } = clientWith([OPENED.clone()], {
      headers: { 'Accept-Language': 'ja', Authorization: 'Basic eDp5' },
    });
    const headers = { 'accept-language': 'de', 'Idempotency-Key': 'k-1', 'content-Type': 'application/json' };
    await client.with({ 'ACCEPT-LANGUAGE': 'en' }).post('/v1/tickets', { body: TICKET, headers });
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      authorization: 'Bearer t-1',
      'accept-language': 'de',
      'content-type': 'application/json',
      'idempotency-key': 'k-1',
    });
  });

  it.each(['acme/ben\r\nX-Other: 1', 'acme/愛子'])('with the header %j, which is none, is not sent', async (member) => {
    const { client, sent } = clientWith([]);
    // Of the Node.js that runs the tests, whose TypeError is not theirs.
    const refused = { name: 'TypeError' };
    await expect((async () => client.onBehalfOf(member))()).rejects.toMatchObject(refused);
    const headers = { 'correlation-id': member };
    await expect(client.get('/v1/me', { headers })).rejects.toMatchObject(refused);
    expect(sent).toEqual([]);
  });

  it('is answered with text or bytes where the route has them', async () => {
    const headersOf = (type: string) => ({ headers: { 'content-type': type, 'request-id': 'r-3' } });
    const { client, sent } = clientWith([
      new Response('7\nhash\n', headersOf('text/plain; charset=utf-8')),
      new Response('hashes', headersOf('application/octet-stream')),
    ]);
    const note: string = (await client.get('/v1/ledger/checkpoint')).data;
    expect(note).toBe('7\nhash\n');
    const path = { level: '0', path: '000.p/7' };
    const tile: Blob = (await client.get('/v1/ledger/tile/{level}/{path}', { path })).data;
    expect(await tile.text()).toBe('hashes');
    expect(sent[1]?.url).toBe('https://engine.example/v1/ledger/tile/0/000.p/7');
  });

  it('keeps the path of the URL', async () => {
    const { client, sent } = clientWith([jsonResponse({})], { url: 'https://proxy.example/support//' });
    await client.get('/v1/me');
    expect(sent[0]?.url).toBe('https://proxy.example/support/v1/me');
  });

  it.each(['https://engine.example/?tenant=a', 'https://engine.example/#a', 'https://a:b@engine.example', 'engine:80'])(
    'needs a URL to which its route can be appended: not %s',
    (url) => {
      expect(() => createClient({ url })).toThrow(TypeError);
    },
  );

  it('calls the given fetch as a function, since browsers refuse theirs as the method of an object', async () => {
    const receivers: unknown[] = [];
    const fetch = async function (this: unknown): Promise<Response> {
      receivers.push(this);
      return jsonResponse({});
    };
    await createClient({ url: 'https://engine.example', fetch }).get('/v1/me');
    expect(receivers).toEqual([undefined]);
  });

  it('answers with the data, ETag, position and request id of the response', async () => {
    const { client } = clientWith([OPENED.clone()]);
    expect(await client.post('/v1/tickets', { body: TICKET })).toMatchObject({
      data: { ticketId: 't' },
      status: 201,
      etag: '"0"',
      position: '7',
      requestId: 'r-2',
      isReplayed: false,
    });
  });

  it.each(['', '.', '..'])('with the id %j, which would change its route, is not sent', async (ticketId) => {
    const { client, sent } = clientWith([]);
    await expect(client.get('/v1/tickets/{ticketId}', { path: { ticketId } })).rejects.toThrow(TypeError);
    expect(sent).toEqual([]);
  });

  it('does not pass for conditional without an ETag', async () => {
    const { client, sent } = clientWith([jsonResponse({})]);
    const known = await client.get('/v1/tickets/{ticketId}', { path: { ticketId: 't' } });
    const claim = client.post('/v1/desk/tickets/{ticketId}/claim', { path: { ticketId: 't' }, ifMatch: known });
    await expect(claim).rejects.toThrow(TypeError);
    expect(sent).toHaveLength(1);
  });

  it('does not depend on a weak ETag, which no state of a resource matches', async () => {
    const { client } = clientWith([]);
    const claim = client.post('/v1/desk/tickets/{ticketId}/claim', { path: { ticketId: 't' }, ifMatch: 'W/"1"' });
    await expect(claim).rejects.toThrow(TypeError);
  });

  it('is not redirected', async () => {
    const redirects = jest.fn();
    const fetch: typeof globalThis.fetch = async (_, init) => {
      redirects(init?.redirect);
      return jsonResponse({});
    };
    await clientWith([], { fetch }).client.get('/v1/me');
    expect(redirects).toHaveBeenCalledWith('error');
  });

  it('escapes ids', async () => {
    const { client, sent } = clientWith([jsonResponse({})]);
    await client.get('/v1/tickets/{ticketId}', { path: { ticketId: 'a/b?c' } });
    expect(sent[0]?.url).toBe('https://engine.example/v1/tickets/a%2Fb%3Fc');
  });
});

describe('a refusal', () => {
  it('throws the members of its problem document', async () => {
    const { client } = clientWith([refusal(404, 'unknown-ticket')]);
    const { outcome } = await settle(client.get('/v1/tickets/{ticketId}', { path: { ticketId: 't' } }));
    expect(outcome).toBeInstanceOf(ApiProblem);
    expect(outcome).toMatchObject({
      message: 'Refused: unknown-ticket.',
      code: 'unknown-ticket',
      status: 404,
      requestId: 'r-1',
      errors: [],
      problem: { title: 'Refused' },
    });
  });

  it('is what text without the id of a request becomes, such as the "OK" of a proxy', async () => {
    const { outcome } = await settle(clientWith([new Response('OK')]).client.get('/v1/ledger/checkpoint'));
    expect(outcome).toBeInstanceOf(ApiProblem);
  });

  it.each([200, 403])('is what a page of something else with status %d becomes', async (status) => {
    const page = new Response('<html>Sign in to this network', { status, headers: { 'content-type': 'text/html' } });
    const { outcome } = await settle(clientWith([page]).client.get('/v1/me'));
    expect(outcome).toMatchObject({ code: 'unexpected-response', status, requestId: null });
  });

  it('by something else than the engine is a problem too', async () => {
    const { client } = clientWith([new Response('<html>', { status: 413, statusText: 'Too large' })]);
    const { outcome } = await settle(client.get('/v1/me'));
    expect(outcome).toMatchObject({ code: 'unexpected-response', status: 413, requestId: null });
  });
});

describe('retries', () => {
  it('repeat a command after network failures, with the same key and growing delays', async () => {
    const { client, sent } = clientWith([NETWORK, NETWORK, OPENED.clone()]);
    const { ms, outcome } = await settle(client.post('/v1/tickets', { body: TICKET }));
    expect(outcome).toMatchObject({ data: { ticketId: 't' } });
    expect(ms).toBe(500 + 1_000);
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys[0]).toMatch(/^[\w-]{20,}$/);
    expect(new Set(keys).size).toBe(1);
  });

  it('give a command a key even if it has an undefined one', async () => {
    const { client, sent } = clientWith([OPENED.clone()]);
    const options: { readonly idempotencyKey?: string } = { idempotencyKey: undefined };
    await client.post('/v1/tickets', { body: TICKET, ...options });
    expect(sent[0]?.headers.get('idempotency-key')).toMatch(/^[\w-]{20,}$/);
  });

  it('give each command a key of its own', async () => {
    const { client, sent } = clientWith([OPENED.clone(), OPENED.clone()]);
    await client.post('/v1/tickets', { body: TICKET });
    await client.post('/v1/tickets', { body: TICKET });
    expect(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(2);
  });

  it.each([
    ['7', 7_000],
    ['Fri, 27 Nov 2026 07:30:09 GMT', 9_000],
    ['0', 500],
    ['soon', 500],
  ])('wait as long as Retry-After %s says', async (retryAfter, expected) => {
    const { client } = clientWith([refusal(429, 'too-many-requests', { 'retry-after': retryAfter }), jsonResponse({})]);
    expect((await settle(client.get('/v1/me'))).ms).toBe(expected);
  });

  it('do not wait longer than the policy allows, and tell the caller how long it would be', async () => {
    const { client, sent } = clientWith([refusal(503, 'stopping', { 'retry-after': '31' })]);
    const { outcome } = await settle(client.get('/v1/me'));
    expect(outcome).toMatchObject({ code: 'stopping', retryAfterSeconds: 31 });
    expect(sent).toHaveLength(1);
  });

  it('shorten delays by up to half at random', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(1);
    const { client } = clientWith([NETWORK, jsonResponse({})]);
    expect((await settle(client.get('/v1/me'))).ms).toBe(250);
  });

  it('end after the number of the policy with the last failure', async () => {
    const { client, sent } = clientWith([NETWORK, NETWORK, NETWORK], { retry: { retries: 2 } });
    const { outcome } = await settle(client.get('/v1/me'));
    expect(outcome).toBeInstanceOf(NoResponse);
    expect(outcome).toMatchObject({ message: 'No response to GET /v1/me after 3 attempts.', cause: NETWORK });
    expect(sent).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 409, 412, 422, 500])(
    'do not repeat a request that is refused with %d',
    async (status) => {
      const { client, sent } = clientWith([refusal(status, 'refused')]);
      expect((await settle(client.get('/v1/me'))).outcome).toMatchObject({ status });
      expect(sent).toHaveLength(1);
    },
  );

  it('follow the default policy where none is given, also for undefined', async () => {
    const retry: Partial<RetryPolicy> = Object.fromEntries(
      ['retries', 'firstDelayMs'].map((name) => [name, undefined]),
    );
    const { client, sent } = clientWith(
      Array.from({ length: 6 }, () => NETWORK),
      { retry },
    );
    expect(await settle(client.get('/v1/me'))).toMatchObject({ ms: 7_500, outcome: { attempts: 5 } });
    expect(sent).toHaveLength(5);
  });

  it('have no time limit if it is longer than a timer can be', async () => {
    const late = (): Promise<Response> =>
      new Promise((resolve) => setTimeout(() => resolve(jsonResponse({ kind: 'agent' })), 60_000));
    const { client } = clientWith([late], { timeoutMs: Infinity });
    expect(await settle(client.get('/v1/me'))).toMatchObject({ ms: 60_000, outcome: { data: { kind: 'agent' } } });
  });

  it('leave no listener on a signal that outlives them', async () => {
    const { signal } = new AbortController();
    const [added, removed] = [jest.spyOn(signal, 'addEventListener'), jest.spyOn(signal, 'removeEventListener')];
    const { client } = clientWith([NETWORK, jsonResponse({})]);
    await settle(client.get('/v1/me', { signal }));
    expect(added).toHaveBeenCalledTimes(3);
    for (const [, listener] of added.mock.calls) expect(removed).toHaveBeenCalledWith('abort', listener);
  });

  it('follow a time limit of each attempt', async () => {
    const { client } = clientWith([hang, jsonResponse({ kind: 'agent' })], { timeoutMs: 2_000 });
    const { ms, outcome } = await settle(client.get('/v1/me'));
    expect(outcome).toMatchObject({ data: { kind: 'agent' } });
    expect(ms).toBe(2_500);
  });

  it('stop as soon as the signal is aborted, also while they wait', async () => {
    const abort = new AbortController();
    const { client, sent } = clientWith([NETWORK]);
    const request = client.get('/v1/me', { signal: abort.signal });
    setTimeout(() => abort.abort(new Error('left')), 100);
    expect(await settle(request)).toMatchObject({ ms: 100, outcome: { message: 'left' } });
    expect(sent).toHaveLength(1);
  });

  it('leave no timer behind', async () => {
    const { client } = clientWith([NETWORK, jsonResponse({})]);
    await settle(client.get('/v1/me'));
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('a token', () => {
  const unauthorized = () => refusal(401, 'invalid-token');

  it('of a function is asked for once, and again when the engine refuses it', async () => {
    const token = jest.fn<string, []>().mockReturnValueOnce('t-1').mockReturnValue('t-2');
    const { client, sent } = clientWith([jsonResponse({}), unauthorized(), jsonResponse({}), jsonResponse({})], {
      token,
    });
    for (let count = 0; count < 3; count += 1) await client.get('/v1/me');
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(
      ['t-1', 't-1', 't-2', 't-2'].map((value) => `Bearer ${value}`),
    );
    expect(token).toHaveBeenCalledTimes(2);
  });

  it('that is refused again is a refusal', async () => {
    const token = jest.fn<string, []>().mockReturnValueOnce('t-1').mockReturnValue('t-2');
    const { client, sent } = clientWith([unauthorized(), unauthorized()], { token });
    expect((await settle(client.get('/v1/me'))).outcome).toMatchObject({ status: 401 });
    expect(sent).toHaveLength(2);
  });

  it('that stays the same is not sent again', async () => {
    const { client, sent } = clientWith([unauthorized()], { token: () => 't-1' });
    expect((await settle(client.get('/v1/me'))).outcome).toMatchObject({ status: 401 });
    expect(sent).toHaveLength(1);
  });

  it('is asked for once by requests at the same time', async () => {
    const token = jest.fn<Promise<string>, []>(async () => 't-1');
    const { client } = clientWith([jsonResponse({}), jsonResponse({})], { token });
    await Promise.all([client.get('/v1/me'), client.get('/v1/me')]);
    expect(token).toHaveBeenCalledTimes(1);
  });

  it('is renewed once for requests that are refused at the same time', async () => {
    const token = jest.fn<string, []>().mockReturnValueOnce('t-1').mockReturnValueOnce('t-2').mockReturnValue('t-3');
    const { client, sent } = clientWith([unauthorized(), unauthorized(), jsonResponse({}), jsonResponse({})], {
      token,
    });
    await Promise.all([client.get('/v1/me'), client.get('/v1/me')]);
    expect(token).toHaveBeenCalledTimes(2);
    expect(sent.map(({ headers }) => headers.get('authorization')).slice(2)).toEqual(['Bearer t-2', 'Bearer t-2']);
  });

  it('whose function does not answer is waited for no longer than the time limit, or until the signal', async () => {
    const { client, sent } = clientWith([], { token: () => new Promise(() => undefined), timeoutMs: 1_000 });
    const { outcome } = await settle(client.get('/v1/me'));
    expect(outcome).toBeInstanceOf(NoResponse);
    const left = client.get('/v1/me', { signal: AbortSignal.abort(new Error('left')) });
    await expect(left).rejects.toThrow('left');
    expect(sent).toEqual([]);
  });

  it('whose function fails ends the request, and is asked for again by the next one', async () => {
    const token = jest
      .fn<string, []>(() => 't-1')
      .mockImplementationOnce(() => {
        throw new Error('signed out');
      });
    const { client, sent } = clientWith([jsonResponse({})], { token });
    const { outcome } = await settle(client.get('/v1/me'));
    expect(outcome).toBeInstanceOf(NoToken);
    expect(outcome).toMatchObject({ cause: new Error('signed out') });
    expect(sent).toEqual([]);
    await client.get('/v1/me');
    expect(sent).toHaveLength(1);
  });
});
