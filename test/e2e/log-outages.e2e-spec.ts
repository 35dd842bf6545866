import { OpenResources } from '../../apps/server/open-resources.js';
import { CHAT, TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller, Reply } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';
import { openRemoteLog } from '../support/http/test-stores.js';
import { until } from '../support/http/until.js';
import { TcpProxy } from '../support/tcp-proxy.js';

/** Health names a store that is lost within two looks of a second each. More, because tests share a machine. */
const SOON = { timeoutMs: 20_000 };
const LATE = () => 'Health did not change in time.';

const expectUnavailable = (reply: Reply): void => {
  expectProblem(reply);
  expect([reply.status, reply.body['type'], reply.headers.get('retry-after')]).toEqual([
    503,
    'urn:ledgerdesk:problem:log-unavailable',
    '5',
  ]);
};

describe('while the server that keeps the log cannot be reached', () => {
  const resources = new OpenResources();
  let network: TcpProxy;
  let engine: TestEngine;
  let callers: Awaited<ReturnType<typeof withAcme>>;

  beforeAll(async () => {
    const log = await openRemoteLog();
    resources.add(log);
    network = resources.add(await TcpProxy.to(log.settings['EVENTSTORE_URL'] ?? ''));
    engine = await TestEngine.open(undefined, { ...log.settings, EVENTSTORE_URL: network.url });
    resources.add(engine);
    callers = await withAcme(engine);
    expect((await callers.aiko.post('/v1/tickets', TICKET)).status).toBe(201);
    await engine.settled();
  });
  afterAll(() => resources.close());
  beforeEach(async () => {
    network.resume();
    await until(async () => (await health('/health/ready')).status === 200);
  });
  afterEach(() => jest.restoreAllMocks());

  const health = async (path: string) => {
    const { status, body } = await callers.aiko.get(path);
    return { status, body };
  };
  const cut = async (): Promise<void> => {
    network.cut();
    await until(async () => (await health('/health/ready')).status === 503, LATE, SOON);
  };
  /** As if the log had been out of reach for a minute. */
  const letAMinutePass = () => {
    const { tail } = engine.engine.store;
    if (!tail) throw new Error('A log has a tail.');
    jest.spyOn(tail, 'wasAtHeadWithin').mockReturnValue(false);
  };
  const reads = (aiko: Caller): readonly Promise<Reply>[] =>
    ['/v1/tickets', '/v1/hub/dashboard', '/v1/support-route'].map((path) => aiko.get(path));

  it('the engine is not ready, though nobody sends a command, and answers reads', async () => {
    for (const reply of await Promise.all(reads(callers.aiko))) expect(reply.status).toBe(200);
    expect(await health('/health/ready')).toEqual({ status: 200, body: { status: 'ok', failing: [] } });
    await cut();
    expect(await health('/health/ready')).toMatchObject({ body: { status: 'unavailable', failing: ['log'] } });
    expect((await health('/health/ready/reads')).status).toBe(200);
    expect((await health('/health/live')).status).toBe(200);
    for (const reply of await Promise.all(reads(callers.aiko))) expect(reply.status).toBe(200);
    expect((await callers.kenji.get('/v1/desk/queue')).status).toBe(200);
  });

  it('members whose rights have not been read get 503, and after a minute all of them', async () => {
    await callers.aiko.get('/v1/tickets');
    await cut();
    expectUnavailable(await (await engine.member('acme', 'nobody')).get('/v1/tickets'));
    letAMinutePass();
    for (const reply of await Promise.all(reads(callers.aiko))) expectUnavailable(reply);
    const { status, headers, body } = await callers.aiko.get('/health/ready/reads');
    expect([status, headers.get('retry-after'), body]).toEqual([503, '5', { status: 'unavailable', failing: ['log'] }]);
  });

  it('what is read from the log itself is answered with 503 within seconds', async () => {
    const { body } = await callers.aiko.post('/v1/tickets', TICKET);
    const chat = await callers.aiko.post('/v1/chats', CHAT);
    expect(chat.status).toBe(201);
    const chatPath = `/v1/chats/${String(chat.body['chatId'])}`;
    const ticketPath = `/v1/tickets/${String(body['ticketId'])}`;
    expect((await callers.aiko.get(`${ticketPath}/clock`)).status).toBe(200);
    await cut();
    const paths = [`${ticketPath}/clock`, chatPath, '/v1/hub/updates'];
    const started = performance.now();
    const replies = await Promise.all(paths.map((path) => callers.aiko.get(path)));
    for (const reply of replies) expectUnavailable(reply);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('a request that waits for an earlier position is answered once the read models have it', async () => {
    const { headers } = await callers.aiko.post('/v1/tickets', TICKET);
    await engine.settled();
    await cut();
    const position = headers.get('ledger-position') ?? '';
    expect((await callers.aiko.with({ 'ledger-position': position }).get('/v1/tickets')).status).toBe(200);
  });

  it('everything works again afterwards', async () => {
    await cut();
    network.resume();
    await until(async () => (await health('/health/ready')).status === 200);
    expect((await callers.aiko.post('/v1/tickets', TICKET)).status).toBe(201);
    for (const reply of await Promise.all(reads(callers.aiko))) expect(reply.status).toBe(200);
  });
});

describe('rights that ended in another engine', () => {
  it('have ended here before the log is lost', async () => {
    const resources = new OpenResources();
    const log = await openRemoteLog();
    resources.add(log);
    const network = resources.add(await TcpProxy.to(log.settings['EVENTSTORE_URL'] ?? ''));
    const there = resources.add(await TestEngine.open(undefined, log.settings));
    const { operator, aiko } = await withAcme(there);
    const here = resources.add(await TestEngine.open(undefined, { ...log.settings, EVENTSTORE_URL: network.url }));
    const sameMember = await here.member('acme', 'aiko');
    await here.settled();
    expect((await sameMember.get('/v1/tickets')).status).toBe(200);
    expect((await aiko.get('/v1/tickets')).status).toBe(200);
    const { status } = await operator.delete('/v1/teams/acme/members/aiko');
    expect(status).toBe(200);
    await here.settled();
    network.cut();
    await until(async () => (await sameMember.get('/health/ready')).status === 503, LATE, SOON);
    const refused = await sameMember.get('/v1/tickets');
    expect([refused.status, refused.body['rule']]).toEqual([403, 'E2']);
    await resources.close();
  });
});

describe('a log that takes no writes, such as one node of a cluster that has lost the others', () => {
  it('is found out by those who append to it, while reads go on', async () => {
    const resources = new OpenResources();
    const log = await openRemoteLog();
    resources.add(log);
    const engine = resources.add(await TestEngine.open(undefined, log.settings));
    const { aiko, operator } = await withAcme(engine);
    await until(async () => (await aiko.get('/health/ready')).status === 200);
    const check = jest.spyOn(engine.engine.log, 'checkWritable').mockRejectedValue(new Error('not the leader'));
    await until(async () => (await aiko.get('/health/ready')).status === 503, LATE, SOON);
    expect((await aiko.get('/health/ready')).body).toMatchObject({ status: 'unavailable', failing: ['log'] });
    expect((await operator.get('/v1/health')).body).toMatchObject({ log: 'refusing' });
    expect((await aiko.get('/health/ready/reads')).status).toBe(200);
    expect((await aiko.get('/v1/tickets')).status).toBe(200);
    check.mockRestore();
    await until(async () => (await aiko.get('/health/ready')).status === 200);
    expect((await operator.get('/v1/health')).body).toMatchObject({ log: 'writable' });
    await resources.close();
  });
});
