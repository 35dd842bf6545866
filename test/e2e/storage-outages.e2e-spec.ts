import { OpenResources } from '../../apps/server/open-resources.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller, Reply } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';
import { until } from '../support/http/until.js';
import { PostgresServer } from '../support/postgres/server.js';
import { TcpProxy } from '../support/tcp-proxy.js';

const UNAVAILABLE = 'urn:ledgerdesk:problem:storage-unavailable';

const expectUnavailable = (reply: Reply): void => {
  expectProblem(reply);
  expect([reply.status, reply.body['type'], reply.headers.get('retry-after')]).toEqual([503, UNAVAILABLE, '5']);
};

/** Requests that need rows, attachments and heartbeats. */
const requestsOf = ({ aiko, kenji }: { readonly aiko: Caller; readonly kenji: Caller }): readonly Promise<Reply>[] => [
  aiko.get('/v1/tickets'),
  kenji.get('/v1/desk/queue'),
  aiko.upload('hello', 'a.txt', 'text/plain'),
  kenji.put('/v1/desk/availability', { availability: 'available' }),
];

describe('while PostgreSQL cannot be reached', () => {
  const resources = new OpenResources();
  let network: TcpProxy;
  let engine: TestEngine;
  let callers: Awaited<ReturnType<typeof withAcme>>;

  beforeAll(async () => {
    const postgres = await PostgresServer.start();
    resources.add({ close: () => postgres.stop() });
    network = resources.add(await TcpProxy.to(postgres.url));
    engine = resources.add(await TestEngine.open(undefined, { DATABASE_URL: network.url }));
    callers = await withAcme(engine);
    await callers.operator.post('/v1/desk/agents', {
      agentId: 'kenji',
      name: 'Kenji',
      languages: ['en'],
      products: ['dropbox'],
    });
  });
  afterAll(() => resources.close());

  const ready = async () => {
    const { status, body } = await callers.aiko.get('/health/ready');
    return { status, body };
  };

  it('requests are answered with 503 and health is not ready; afterwards everything works again', async () => {
    await until(async () => (await ready()).status === 200);
    expect(await ready()).toEqual({ status: 200, body: { status: 'ok', failing: [] } });
    network.cut();
    for (const reply of await Promise.all(requestsOf(callers))) expectUnavailable(reply);
    await until(async () => (await ready()).body['status'] === 'unavailable');
    expect(await ready()).toMatchObject({
      status: 503,
      body: { failing: expect.arrayContaining(['rows']) as unknown },
    });
    expect((await callers.aiko.get('/health/live')).status).toBe(200);
    expect((await callers.aiko.post('/v1/tickets', TICKET)).status).toBe(201);

    network.resume();
    await until(async () => {
      await engine.advance(1_000);
      return (await ready()).body['status'] === 'ok';
    });
    for (const { status } of await Promise.all(requestsOf(callers))) expect(status).toBeLessThan(300);
  });
});

describe('a request that fails', () => {
  let engine: TestEngine;
  let aiko: Caller;
  beforeAll(async () => {
    engine = await TestEngine.open();
    ({ aiko } = await withAcme(engine));
  });
  afterAll(() => engine.close());

  const failing = async (error: Error): Promise<Reply> => {
    const find = jest.spyOn(engine.engine.rows, 'find').mockRejectedValue(error);
    const reply = await aiko.get('/v1/tickets');
    find.mockRestore();
    return reply;
  };
  const withCode = (code: string): Error => Object.assign(new Error('It failed.'), { code });

  it.each([
    ['a full disk of PostgreSQL', '53100'],
    ['an I/O error of PostgreSQL', '58030'],
    ['a cancelled statement', '57014'],
    ['a server that is read-only after a failover', '25006'],
    ['a full disk of an embedded store', 'SQLITE_FULL'],
    ['an I/O error of an embedded store', 'SQLITE_IOERR_WRITE'],
    ['a full file system', 'ENOSPC'],
    ['an exceeded quota', 'EDQUOT'],
    ['an I/O error', 'EIO'],
    ['too many open files', 'EMFILE'],
    ['a damaged database', 'SQLITE_CORRUPT'],
    ['a file that is no database', 'SQLITE_NOTADB'],
    ['a damaged file that was named', 'file-damaged'],
    ['a file without access', 'EACCES'],
    ['a folder in place of a file', 'EISDIR'],
    ['a file in place of a folder', 'ENOTDIR'],
  ])('because of %s is answered with 503, also if another error wraps it', async (_, code) => {
    expectUnavailable(await failing(withCode(code)));
    expectUnavailable(await failing(new Error('Could not read.', { cause: withCode(code) })));
  });

  it.each(['40001', '40P01'])(
    'because of another transaction is answered with 503, to be repeated: %s',
    async (code) => {
      expect(await failing(withCode(code))).toMatchObject({
        status: 503,
        body: { type: 'urn:ledgerdesk:problem:stream-busy' },
      });
    },
  );

  it.each(['23505', '42601', 'SQLITE_ERROR', 'ENOENT'])('because of a defect stays 500: %s', async (code) => {
    expect((await failing(withCode(code))).status).toBe(500);
  });
});

describe('health', () => {
  it('shows its details to operators only', async () => {
    const engine = await TestEngine.open();
    const { operator, kenji } = await withAcme(engine);
    await engine.settled();
    const nobody = await engine.as();
    const ready = await nobody.get('/health/ready');
    expect(ready).toMatchObject({ status: 200, body: { status: 'ok', failing: [] } });
    expect(Object.keys(ready.body)).toEqual(['status', 'failing']);
    expect((await nobody.get('/v1/health')).status).toBe(401);
    expect((await kenji.get('/v1/health')).status).toBe(403);
    expect((await operator.get('/v1/health')).body).toMatchObject({
      status: 'ok',
      projections: expect.arrayContaining([expect.objectContaining({ name: 'ticket-list' })]) as unknown,
      mail: 'off',
    });
    await engine.close();
  });
});
