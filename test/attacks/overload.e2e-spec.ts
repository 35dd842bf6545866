import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller, Reply } from '../support/http/caller.js';
import { EventSource } from '../support/http/event-source.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';
import { until } from '../support/http/until.js';

const ACTIVE = 4;
const WAITING = 6;

describe('more requests than the engine can handle', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let kenji: Caller;
  /** Ends the reads that are held up. */
  let release: () => void;
  let held: number;

  beforeAll(async () => {
    engine = await TestEngine.open(undefined, {
      REQUESTS_ACTIVE: `${ACTIVE}`,
      REQUESTS_WAITING: `${WAITING}`,
      TRUSTED_PROXIES: '127.0.0.1',
    });
    ({ aiko, kenji } = await withAcme(engine));
  });
  afterAll(() => engine.close());

  beforeEach(() => {
    held = 0;
    const { rows } = engine.engine;
    const find = rows.find.bind(rows);
    const released = new Promise<void>((resolve) => (release = resolve));
    jest.spyOn(rows, 'find').mockImplementation(async (...query: Parameters<typeof find>) => {
      held += 1;
      await released;
      return find(...query);
    });
  });
  afterEach(() => {
    release();
    jest.restoreAllMocks();
  });

  const from = (address: string): Caller => kenji.with({ 'x-forwarded-for': address });
  const queue = (caller: Caller): Promise<Reply> => caller.get('/v1/desk/queue');
  const many = (count: number, caller: Caller) => Array.from({ length: count }, () => queue(caller));
  const countOf = (replies: readonly Reply[], wanted: number) =>
    replies.filter(({ status }) => status === wanted).length;

  it('are refused with 503 beyond those that are handled and that wait, and health is answered at once', async () => {
    const replies = many(ACTIVE + WAITING + 5, from('203.0.113.1'));
    const first = await Promise.race(replies);
    expectProblem(first);
    expect(first).toMatchObject({ status: 503, body: { type: 'urn:ledgerdesk:problem:overloaded' } });
    expect(first.headers.get('retry-after')).toBe('2');
    for (const path of ['/health/live', '/health/ready']) expect((await aiko.get(path)).status).toBe(200);
    expect(held).toBe(ACTIVE);
    release();
    const all = await Promise.all(replies);
    expect([countOf(all, 200), countOf(all, 503)]).toEqual([ACTIVE + WAITING, 5]);
    expect((await aiko.post('/v1/tickets', TICKET)).status).toBe(201);
  });

  it('of one address do not keep those of others from their turn', async () => {
    const flood = many(ACTIVE + WAITING + 5, from('203.0.113.1'));
    await Promise.race(flood);
    const others = ['203.0.113.2', '203.0.113.3'].map((address) => queue(from(address)));
    await until(async () => countOf(await Promise.all(settledOf(flood)), 503) >= 7);
    release();
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 200]);
    await Promise.all(flood);
  });

  it('do not include those that wait for their client or for the log', async () => {
    const streams = await Promise.all(
      Array.from({ length: ACTIVE + 1 }, () => EventSource.open(`${engine.url}/v1/hub/updates`, aiko)),
    );
    const replies = many(ACTIVE, from('203.0.113.1'));
    await until(() => held === ACTIVE);
    release();
    expect(countOf(await Promise.all(replies), 200)).toBe(ACTIVE);
    for (const stream of streams) stream.close();
  });
});

/** The replies that have arrived; a pending one counts as status 0. */
const settledOf = (replies: readonly Promise<Reply>[]): readonly Promise<Reply>[] =>
  replies.map((reply) =>
    Promise.race([
      reply,
      new Promise<Reply>((resolve) => setImmediate(() => resolve({ status: 0, body: {}, headers: new Headers() }))),
    ]),
  );
