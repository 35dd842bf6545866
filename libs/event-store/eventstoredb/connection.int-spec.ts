import { status } from '@grpc/grpc-js';
import { jsonEvent, UnavailableError } from '@eventstore/db-client';
import { StubNode, trailers } from '../../../test/support/esdb-gateway/stub-node.js';
import { until } from '../../../test/support/http/until.js';
import { connectionTo, type LogConnection } from './connection.js';

type Connecting = Parameters<typeof connectionTo>[1] & { readonly scheme?: string; readonly options?: string };

const EVENTS = [jsonEvent({ type: 'A', data: {} })];

describe('a connection to a cluster', () => {
  let nodes: readonly [StubNode, StubNode, StubNode];
  let connection: LogConnection | undefined;

  /** Makes one node the leader, as all nodes see it. */
  const elect = (leader: StubNode | undefined): void => {
    for (const node of nodes)
      node.members = nodes.map(({ port }) => ({ port, role: port === leader?.port ? 'leader' : 'follower' }));
  };
  const connect = (
    hosts: readonly string[],
    { scheme = 'esdb', options = '', ...more }: Connecting = {},
  ): LogConnection => {
    connection = connectionTo(`${scheme}://${hosts.join(',')}?tls=false${options}`, more);
    return connection;
  };
  const all = (): string[] => nodes.map(({ port }) => `127.0.0.1:${port}`);
  const append = async (deadline = 5_000): Promise<unknown> =>
    connection?.run((client) => client.appendToStream('a', EVENTS, { deadline }));
  const appendsAt = (node: StubNode): number => node.calls.filter((call) => call === 'append').length;

  beforeEach(async () => {
    nodes = [await StubNode.start(), await StubNode.start(), await StubNode.start()];
    elect(nodes[1]);
  });
  afterEach(() => {
    connection?.close();
    connection = undefined;
    for (const node of nodes) node.kill();
  });

  it.each(['esdb', 'esdb+discover', 'kurrentdb', 'kurrentdb+discover', 'kurrent', 'kdb', 'kdb+discover'])(
    'takes every host as a seed and uses the leader (%s)',
    async (scheme) => {
      connect(all(), { scheme });
      nodes[0].kill();
      await append();
      expect(nodes.map(appendsAt)).toEqual([0, 1, 0]);
    },
  );

  it('discovers the leader through a single host with +discover, and uses one without it as it is', async () => {
    const [follower = ''] = all();
    connect([follower], { scheme: 'esdb+discover' });
    await append();
    expect(nodes.map(appendsAt)).toEqual([0, 1, 0]);
    connection?.close();
    connect([follower]);
    await append();
    expect(nodes.map(appendsAt)).toEqual([1, 1, 0]);
  });

  it('goes on through members that it has seen when the one host of its connection string is down', async () => {
    connect([`127.0.0.1:${nodes[0].port}`], { scheme: 'esdb+discover' });
    await append();
    nodes[0].kill();
    elect(nodes[2]);
    nodes[1].kill();
    await expect(append()).rejects.toMatchObject({ type: expect.stringMatching(/unavailable|cancelled/) as string });
    await append();
    expect(appendsAt(nodes[2])).toBe(1);
  });

  it('is not delayed by nodes that do not answer', async () => {
    nodes[0].members = undefined;
    connect(all());
    await append(1_000);
    expect(appendsAt(nodes[1])).toBe(1);
  });

  it('uses no leader that has stalled, and the next one as soon as there is one', async () => {
    connect(all());
    nodes[1].members = undefined;
    await expect(append()).rejects.toThrow(/127\.0\.0\.1:\d+ \(no answer\)/);
    const members = nodes.map(({ port }) => ({
      port,
      role: port === nodes[2].port ? ('leader' as const) : ('follower' as const),
    }));
    nodes[0].members = members;
    nodes[2].members = members;
    await append();
    expect(appendsAt(nodes[2])).toBe(1);
  });

  it('uses no leader that others name but that does not name itself', async () => {
    connect(all());
    nodes[1].members = nodes.map(({ port }) => ({ port, role: 'follower' }));
    await expect(append()).rejects.toThrow(/its role is changing/);
  });

  it('moves to the new leader when a node says that it is not the leader', async () => {
    connect(all());
    await append();
    elect(nodes[2]);
    nodes[1].answerAppend = (answer) =>
      answer.fail({
        code: status.NOT_FOUND,
        details: 'Leader info available',
        metadata: trailers({
          exception: 'not-leader',
          'leader-endpoint-host': '127.0.0.1',
          'leader-endpoint-port': String(nodes[2].port),
        }),
      });
    await expect(append()).rejects.toMatchObject({ type: 'not-leader' });
    await append();
    expect(appendsAt(nodes[2])).toBe(1);
  });

  it('lets calls end on a node that is replaced, but not after another node is in use', async () => {
    connect(all());
    const waiting: (() => void)[] = [];
    nodes[1].answerAppend = (answer) => waiting.push(() => answer.record(9));
    const [ending, stalled] = [append(), append()];
    const outcome = expect(stalled).rejects.toMatchObject({ type: 'unavailable' });
    while (waiting.length < 2) await new Promise(setImmediate);
    nodes[1].answerAppend = (answer) => answer.refuse('Try again.', 'Unknown');
    await expect(append()).rejects.toMatchObject({ type: 'unknown' });
    waiting[0]?.();
    await expect(ending).resolves.toMatchObject({ nextExpectedRevision: 9n });
    elect(nodes[2]);
    await append();
    await outcome;
  });

  it('tells subscriptions when their node is replaced', async () => {
    connect(all());
    const node = await connection?.node();
    nodes[1].answerAppend = (answer) => answer.refuse('Try again.', 'Unknown');
    await expect(append()).rejects.toMatchObject({ type: 'unknown' });
    expect(node?.replaced.aborted).toBe(true);
  });

  const read = async (): Promise<void> =>
    connection?.run(async (client) => {
      for await (const _ of client.readStream('a'));
    });
  const fail = (purpose: 'read' | 'probe') => async (): Promise<unknown> =>
    connection?.run(() => Promise.reject(new UnavailableError(undefined, 'no answer')), { purpose });

  it.each<[string, () => Promise<unknown>]>([
    ['answers that it takes no appends', append],
    ['does not answer whether it takes appends', fail('probe')],
  ])('keeps a node for those who read if it %s, until another one leads', async (_, failing) => {
    connect(all());
    const node = await connection?.node();
    nodes[1].answerAppend = (answer) => answer.refuse('Server Is Not Ready', 'Empty');
    elect(undefined);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(failing()).rejects.toMatchObject({ type: expect.stringMatching(/unknown|unavailable/) as string });
      await read();
    }
    expect([node?.replaced.aborted, await connection?.node()]).toEqual([false, node]);
    elect(nodes[2]);
    await expect(failing()).rejects.toBeDefined();
    await until(async () => (await connection?.node())?.endpoint.port === nodes[2].port);
    expect(node?.replaced.aborted).toBe(true);
    await append();
    expect(appendsAt(nodes[2])).toBe(1);
  });

  it('replaces a node whose reads fail', async () => {
    connect(all());
    const node = await connection?.node();
    await expect(fail('read')()).rejects.toMatchObject({ type: 'unavailable' });
    expect(node?.replaced.aborted).toBe(true);
  });

  it.each(['follower', 'random', 'leader'] as const)('prefers a %s if the connection string says so', async (role) => {
    connect(all(), { options: `&nodePreference=${role}` });
    await append();
    const used = nodes.findIndex((node) => appendsAt(node) === 1);
    expect({ follower: [0, 2], random: [0, 1, 2], leader: [1] }[role]).toContain(used);
  });

  it('uses a leader if it prefers followers and there is none', async () => {
    const alone = [{ port: nodes[0].port, role: 'leader' as const }];
    nodes[0].members = alone;
    connect([`127.0.0.1:${nodes[0].port}`], { scheme: 'esdb+discover', options: '&nodePreference=follower' });
    await append();
    expect(appendsAt(nodes[0])).toBe(1);
  });

  it('works again after all nodes were gone, with two lines in the log however many calls failed', async () => {
    const lines: string[] = [];
    let now = 0;
    connect(all(), { onWarning: (line) => lines.push(line), now: () => now });
    await append();
    for (const node of nodes) node.kill();
    for (now = 0; now < 3_000; now += 500) {
      const failed = await Promise.allSettled(Array.from({ length: 10 }, () => append()));
      expect(failed.every(({ status: outcome }) => outcome === 'rejected')).toBe(true);
    }
    for (const node of nodes) await node.restart();
    await append();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^The event store does not answer: No node of the event store can be used: 127\.0\.0\.1:/);
    expect(lines[1]).toMatch(/^The event store answers again, at 127\.0\.0\.1:\d+, after 3\.0 s and \d+ failed/);
  });
});

describe('a name with several addresses', () => {
  let live: StubNode;
  beforeEach(async () => {
    live = await StubNode.start({ host: '127.0.0.2' });
  });
  afterEach(() => live.kill());

  const resolve = async (host: string): Promise<readonly string[]> => {
    if (host === 'nodes.example') return ['127.0.0.1', '127.0.0.2'];
    if (host === '127.0.0.2') return [host];
    throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
  };

  it.each(['esdb', 'esdb+discover'])('is tried at all of them (%s)', async (scheme) => {
    const connection = connectionTo(`${scheme}://nodes.example:${live.port}?tls=false`, { resolve });
    await connection.run((client) => client.appendToStream('a', EVENTS));
    expect(live.calls).toEqual(['append']);
    connection.close();
  });

  it('asks each for the leader, because one may be cut off from the others', async () => {
    const cutOff = await StubNode.start({ host: '127.0.0.1', port: live.port });
    cutOff.members = [{ port: live.port, role: 'unknown' }];
    const connection = connectionTo(`kdb+discover://nodes.example:${live.port}?tls=false`, { resolve });
    await connection.run((client) => client.appendToStream('a', EVENTS));
    expect([cutOff.calls, live.calls]).toEqual([[], ['append']]);
    connection.close();
    cutOff.kill();
  });

  it('that cannot be resolved is named', async () => {
    const connection = connectionTo('esdb://nowhere.example?tls=false', { resolve });
    await expect(connection.run((client) => client.appendToStream('a', EVENTS))).rejects.toMatchObject({
      type: 'unavailable',
      message: expect.stringContaining('nowhere.example:2113 (the name cannot be resolved: ENOTFOUND)') as string,
    });
  });
});
