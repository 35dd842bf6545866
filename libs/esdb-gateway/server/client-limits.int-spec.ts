import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { credentials, type ServiceError, status } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { startGateway, type RunningGateway } from '../../../test/support/esdb-gateway/gateway.js';
import { until } from '../contract/consumer-group.js';
import { BatchCall, errorTypeOf } from '../contract/batch-call.js';
import { fill, streamIdentifier } from '../contract/raw-calls.js';
import { typed, typesOf } from '../contract/samples.js';
import type { ClientLimits } from './client-connections.js';

const HTTP2_PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
/** An empty SETTINGS frame, with which a client begins. */
const SETTINGS = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);

const pem = (name: string): string =>
  join(__dirname, '..', '..', '..', 'test', 'support', 'esdb-gateway', `localhost.${name}.pem`);

describe('limits of clients', () => {
  let gateway: RunningGateway;
  const sockets: Socket[] = [];
  const clients: StreamsClient[] = [];
  const started = async (limits: Partial<ClientLimits>): Promise<void> => {
    gateway = await startGateway({ limits: { pingAfterMs: 3_600_000, ...limits } });
  };
  /** A connection that sends `bytes` and never answers. */
  const open = async (...bytes: readonly (string | Buffer)[]): Promise<Socket> => {
    const socket = connect(gateway.server.port, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    await new Promise((resolve) => socket.once('connect', resolve));
    for (const part of bytes) socket.write(part);
    return socket.resume();
  };
  const closed = (socket: Socket | undefined): Promise<unknown> =>
    new Promise((resolve) => (!socket || socket.closed ? resolve(undefined) : socket.once('close', resolve)));
  /** A client with a connection of its own. Clients of EventStoreDB share one in each process. */
  const newClient = (): StreamsClient => {
    const client = new streamsGrpc.StreamsClient(`127.0.0.1:${gateway.server.port}`, credentials.createInsecure(), {
      'grpc.use_local_subchannel_pool': 1,
    });
    clients.push(client);
    return client;
  };
  /** A subscription to `$all` that has started. */
  const subscribed = async (client: StreamsClient) => {
    const { Options } = streams.ReadReq;
    const options = new Options()
      .setAll(new Options.AllOptions().setStart(new shared.Empty()))
      .setSubscription(new Options.SubscriptionOptions())
      .setUuidOption(new Options.UUIDOption().setString(new shared.Empty()));
    const call = client.read(new streams.ReadReq().setOptions(options)).on('error', () => undefined);
    await new Promise((resolve) => call.once('data', resolve));
    return call;
  };
  /** The status of a call that reads a stream which does not exist. */
  const readStatus = (client: StreamsClient): Promise<number> =>
    new Promise((resolve) => {
      const { Options } = streams.ReadReq;
      const stream = new Options.StreamOptions()
        .setStreamIdentifier(streamIdentifier('none'))
        .setStart(new shared.Empty());
      const call = client.read(new streams.ReadReq().setOptions(new Options().setStream(stream).setCount('1')));
      call
        .on('error', () => undefined)
        .on('status', ({ code }) => resolve(code))
        .resume();
    });

  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const client of clients.splice(0)) client.close();
    await gateway.close();
  });

  it('a new connection replaces the oldest one without a call, and others keep their calls', async () => {
    await started({ connectionsPerAddress: 3 });
    const subscription = await subscribed(newClient());
    const silent = [await open(), await open(HTTP2_PREFACE, SETTINGS)];
    expect(await readStatus(newClient())).toBe(status.OK);
    await closed(silent[0]);
    const next = new Promise((resolve) => subscription.once('data', resolve));
    await gateway.client.appendToStream('notes-1', typed('A'));
    await closed(silent[1]);
    await next;
  });

  it.each<[string, Partial<ClientLimits>]>([
    ['its address', { connectionsPerAddress: 2 }],
    ['all clients', { connections: 2 }],
  ])('a connection beyond the limit of %s is closed while the others are in use', async (_whose, limits) => {
    await started(limits);
    const [first] = [await subscribed(newClient()), await subscribed(newClient())];
    await closed(await open(HTTP2_PREFACE, SETTINGS));
    expect(await readStatus(newClient())).toBe(status.UNAVAILABLE);
    first.cancel();
    await gateway.client.appendToStream('notes-1', typed('A'));
  });

  it('a call beyond the limit of its address is refused, until another one ends', async () => {
    await started({ callsPerAddress: 2 });
    const [client, other] = [newClient(), newClient()];
    const [first] = [await subscribed(client), await subscribed(client)];
    expect(await readStatus(other)).toBe(status.RESOURCE_EXHAUSTED);
    const ended = new Promise((resolve) => first.once('status', resolve));
    first.cancel();
    await ended;
    await until(async () => (await readStatus(other)) === Number(status.OK));
    expect(await readStatus(other)).toBe(status.OK);
  });

  it('a call beyond the limit of its connection waits', async () => {
    await started({ callsPerConnection: 1 });
    const client = newClient();
    const subscription = await subscribed(client);
    const order: string[] = [];
    const reading = readStatus(client).then(() => order.push('read'));
    expect(await readStatus(newClient())).toBe(status.OK);
    order.push('cancelled');
    subscription.cancel();
    await reading;
    expect(order).toEqual(['cancelled', 'read']);
  });

  it.each<[string, readonly (string | Buffer)[]]>([
    ['that sends nothing', []],
    ['that stops within the preface', [HTTP2_PREFACE.slice(0, 9)]],
    ['that does not answer pings', [HTTP2_PREFACE, SETTINGS]],
    ['that stops within a frame', [HTTP2_PREFACE, SETTINGS, Buffer.from([0, 1, 0, 1, 4, 0, 0, 0, 1, 0])]],
  ])('a connection is closed %s', async (_what, bytes) => {
    await started({ pingAfterMs: 20, pingTimeoutMs: 20 });
    await closed(await open(...bytes));
  });

  it('a connection without a call is closed, and the client connects again', async () => {
    await started({ idleMs: 50 });
    await gateway.client.appendToStream('notes-1', typed('A'));
    await closed(await open(HTTP2_PREFACE, SETTINGS));
    expect(await typesOf(gateway.client.readStream('notes-1'))).toEqual(['A']);
  });

  it('a subscription keeps its connection while the client answers pings', async () => {
    await started({ idleMs: 50, pingAfterMs: 10, pingTimeoutMs: 5_000 });
    const subscription = await subscribed(newClient());
    await closed(await open(HTTP2_PREFACE, SETTINGS));
    const received = new Promise((resolve) => subscription.once('data', resolve));
    await gateway.client.appendToStream('notes-1', typed('A'));
    await received;
  });

  describe('with TLS', () => {
    const tls = { key: readFileSync(pem('key'), 'utf8'), certificate: readFileSync(pem('cert'), 'utf8') };
    const startTls = async (limits: Partial<ClientLimits>): Promise<void> => {
      const credentials = { user: 'ops', password: 's3cret' };
      gateway = await startGateway({ tls, credentials, limits: { pingAfterMs: 3_600_000, ...limits } });
    };
    /** The first bytes of a ClientHello of 512 bytes. */
    const HELLO = Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]);

    it.each<[string, readonly Buffer[]]>([
      ['that sends nothing', []],
      ['that stops within the handshake', [HELLO]],
      ['that speaks another protocol', [Buffer.from('GET / HTTP/1.1\r\n\r\n')]],
    ])('a connection is closed %s', async (_what, bytes) => {
      await startTls({ handshakeMs: 50 });
      await closed(await open(...bytes));
    });

    it('a connection counts before its handshake is complete', async () => {
      await startTls({ connectionsPerAddress: 2 });
      const [first] = [await open(HELLO), await open(HELLO)];
      await open(HELLO);
      await closed(first);
    });

    it('a connection without HTTP/2 is closed after its handshake', async () => {
      await startTls({});
      const socket = connectTls({ port: gateway.server.port, host: '127.0.0.1', rejectUnauthorized: false });
      sockets.push(socket.on('error', () => undefined));
      await closed(socket.resume());
    });
  });

  describe('an append whose client stops sending is refused, and nothing is recorded', () => {
    const options = new streams.AppendReq.Options().setStreamIdentifier(streamIdentifier('notes-1'));
    const first = new streams.AppendReq().setOptions(options.setAny(new shared.Empty()));
    const event = new streams.AppendReq().setProposedMessage(
      fill(new streams.AppendReq.ProposedMessage(), { data: new Uint8Array(9) }),
    );

    it.each<[string, readonly streams.AppendReq[]]>([
      ['before its first message', []],
      ['after the options', [first]],
      ['after an event', [first, event]],
    ])('%s', async (_when, messages) => {
      await started({ appendStallMs: 50 });
      const client = newClient();
      const failed = new Promise<ServiceError | null>((resolve) => {
        const call = client.append((error: ServiceError | null) => {
          resolve(error);
          call.end();
        });
        call.on('error', () => undefined);
        for (const message of messages) call.write(message);
      });
      expect(await failed).toMatchObject({ code: status.DEADLINE_EXCEEDED });
      expect(await readStatus(client)).toBe(status.OK);
      expect(await gateway.store.readStream('notes-1')).toEqual([]);
    });

    it('in a batch: alone, without its neighbours', async () => {
      await started({ appendStallMs: 50 });
      const batch = new BatchCall(newClient());
      const stalled = randomUUID();
      batch.send(stalled, [{ data: new Uint8Array(9) }], { stream: 'notes-1', final: false });
      expect((await batch.append('notes-2', [{ data: new Uint8Array(9) }])).hasSuccess()).toBe(true);
      expect(errorTypeOf(await batch.response(stalled))).toBe('Timeout');
      batch.close();
      expect(await gateway.store.readStream('notes-1')).toEqual([]);
    });
  });

  it('a stopping server closes connections that have no session', async () => {
    await started({});
    const socket = await open();
    const ended = closed(socket);
    await gateway.server.close();
    await ended;
  });
});
