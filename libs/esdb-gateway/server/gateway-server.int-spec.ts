import { randomUUID } from 'node:crypto';
import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  eventTypeFilter,
  jsonEvent,
  persistentSubscriptionToAllSettingsFromDefaults as toAllSettings,
  START,
} from '@eventstore/db-client';
import gossip from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { credentials, type ServiceError, status } from '@grpc/grpc-js';
import { sample } from '../../event-store/contract/samples.js';
import { gatewayOptions, type RunningGateway, startGateway } from '../../../test/support/esdb-gateway/gateway.js';
import { streamsClientFor } from '../../../test/support/esdb-gateway/streams-client.js';
import { ManualTime } from '../../../test/support/manual-time.js';
import { BatchCall } from '../contract/batch-call.js';
import { receiveTypes } from '../contract/consumer-group.js';
import { streamIdentifier } from '../contract/raw-calls.js';
import { firstOf, typed, typesOf } from '../contract/samples.js';
import { type GatewayOptions, openGatewayServer } from './gateway-server.js';

describe("a gateway, through EventStoreDB's client", () => {
  let gateway: RunningGateway;

  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());

  it('returns engine events as JSON, with version, times and engine metadata as their metadata', async () => {
    const solved = sample({ type: 'TicketSolved', version: 2, data: '{"teamId":"acme"}' });
    await gateway.store.append('ticket-1', 'no-stream', [solved]);
    const [record] = await firstOf(gateway.client.readStream('ticket-1'));
    expect(record?.event).toMatchObject({
      streamId: 'ticket-1',
      revision: 0n,
      type: 'TicketSolved',
      isJson: true,
      data: { teamId: 'acme' },
      created: new Date('2026-11-27T07:30:00.250Z'),
      metadata: {
        version: 2,
        occurredAt: '2026-11-27T07:30:00.000Z',
        recordedAt: '2026-11-27T07:30:00.250Z',
        metadata: { commandId: 'c' },
      },
    });
  });

  it('stamps foreign events with the time of its own clock', async () => {
    await gateway.client.appendToStream('notes-1', typed('A', 'B'));
    const all = await firstOf(gateway.client.readAll());
    expect(all.at(-1)?.event).toMatchObject({ created: new Date(gateway.time.now) });
  });

  it('does not trust the version and times in metadata of foreign events', async () => {
    const metadata = {
      version: 7,
      occurredAt: '1999-12-31T00:00:00.000Z',
      recordedAt: '1999-12-31T00:00:00.000Z',
      metadata: {},
    };
    await gateway.client.appendToStream('notes-1', jsonEvent({ type: 'A', data: {}, metadata }));
    const { now } = gateway.time;
    expect(await gateway.store.readStream('notes-1')).toMatchObject([{ version: 1, occurredAt: now, recordedAt: now }]);
    expect(await firstOf(gateway.client.readStream('notes-1'))).toMatchObject([{ event: { metadata } }]);
  });

  it('hides the event that names the log from $all, and keeps it in its stream', async () => {
    const { client } = gateway;
    await client.appendToStream('notes-1', typed('A', 'B'));
    expect(await typesOf(client.readAll({ maxCount: 1 }))).toEqual(['A']);
    expect(await typesOf(client.readAll({ direction: BACKWARDS, fromPosition: END }))).toEqual(['B', 'A']);
    expect(await typesOf(client.subscribeToAll(), 2)).toEqual(['A', 'B']);
    const everything = eventTypeFilter({ regex: '.*' });
    expect(await typesOf(client.subscribeToAll({ filter: everything }), 2)).toEqual(['A', 'B']);
    await client.createPersistentSubscriptionToAll('mailers', toAllSettings({ startFrom: START }));
    const consumer = client.subscribeToPersistentSubscriptionToAll('mailers').on('error', () => undefined);
    expect(await receiveTypes(consumer, 2)).toEqual(['A', 'B']);
    expect(await typesOf(client.readStream('ledgerdesk-log'))).toEqual(['LogNamed']);
    await expect(client.appendToStream('ledgerdesk-log', typed('C'))).rejects.toMatchObject({ type: 'access-denied' });
    await expect(client.deleteStream('ledgerdesk-log')).rejects.toMatchObject({ type: 'access-denied' });
  });

  it('refuses a filter with an invalid regular expression', async () => {
    const subscription = gateway.client.subscribeToAll({ filter: eventTypeFilter({ regex: '(' }) });
    await expect(typesOf(subscription, 1)).rejects.toThrow(/regular expression/);
  });

  it.each(['ticket-1', 'team-acme', 'addOn-acme.dropbox', '$$ticket-1', '$settings'])(
    'denies writes to %s',
    async (stream) => {
      await expect(gateway.client.appendToStream(stream, typed('TicketSolved'))).rejects.toMatchObject({
        type: 'access-denied',
      });
      expect(await gateway.store.readStream(stream)).toEqual([]);
    },
  );

  it.each(['notes-1', 'evil-1', 'tickets'])("denies events of the engine's types to %s", async (stream) => {
    for (const type of ['TicketOpened', 'WebhookRegistered', 'MemberAdded'])
      await expect(gateway.client.appendToStream(stream, typed('A', type))).rejects.toMatchObject({
        type: 'access-denied',
      });
    await gateway.client.appendToStream(stream, typed('ticketOpened', 'TicketOpened2'));
    expect(await gateway.store.readStream(stream)).toHaveLength(2);
  });

  it('denies every write if clients may only read', async () => {
    await gateway.client.appendToStream('notes-1', typed('A'));
    const options = gatewayOptions(gateway.store, { clientWrites: false });
    const readOnly = await openGatewayServer(options);
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${readOnly.port}?tls=false`);
    await expect(client.appendToStream('notes-1', typed('B'))).rejects.toMatchObject({ type: 'access-denied' });
    await expect(client.deleteStream('notes-1')).rejects.toMatchObject({ type: 'access-denied' });
    expect(await typesOf(client.readStream('notes-1'))).toEqual(['A']);
    await client.dispose();
    await readOnly.close();
  });

  it('replies UNIMPLEMENTED to methods that it does not serve', async () => {
    await expect(gateway.client.listProjections()).rejects.toMatchObject({ code: 12 });
  });

  it('is discovered as a cluster of one node', async () => {
    const client = EventStoreDBClient.connectionString(gateway.url.replace('esdb:', 'esdb+discover:'));
    await client.appendToStream('notes-1', typed('A'));
    expect(await firstOf(client.readStream('notes-1'))).toHaveLength(1);
    await client.dispose();
  });

  it.each<[string, Partial<GatewayOptions>, (port: number) => string]>([
    ['its own address', {}, (port) => `127.0.0.1:${port}`],
    ['the advertised host and port', { advertised: { host: 'log.example', port: 2114 } }, () => 'log.example:2114'],
    ['the advertised host', { advertised: { host: 'log.example' } }, (port) => `log.example:${port}`],
  ])('tells clients that discover it %s', async (_what, options, expected) => {
    const other = await openGatewayServer(gatewayOptions(gateway.store, options));
    const client = new gossip.GossipClient(`127.0.0.1:${other.port}`, credentials.createInsecure());
    const member = await new Promise<string>((resolve, reject) =>
      client.read(new shared.Empty(), (error, cluster) => {
        const address = cluster?.getMembersList()[0]?.getHttpEndPoint();
        if (error || !address) reject(error ?? new Error('The cluster has no member.'));
        else resolve(`${address.getAddress()}:${address.getPort()}`);
      }),
    );
    client.close();
    expect(member).toBe(expected(other.port));
    await other.close();
  });

  it('ends calls that are in progress with UNAVAILABLE when it closes', async () => {
    const timers = new ManualTime();
    const other = await openGatewayServer(gatewayOptions(gateway.store, { timers }));
    const client = streamsClientFor(`esdb://127.0.0.1:${other.port}?tls=false`);
    const appending = new Promise<ServiceError | null>((resolve) => {
      const call = client.append((error: ServiceError | null) => resolve(error)).on('error', () => undefined);
      const options = new streams.AppendReq.Options().setStreamIdentifier(streamIdentifier('notes-1'));
      call.write(new streams.AppendReq().setOptions(options.setAny(new shared.Empty())));
    });
    const batch = new BatchCall(client);
    batch.send(randomUUID(), [{ data: new Uint8Array(9) }], { stream: 'notes-1', final: false });
    // Its response shows that the server has received the calls before.
    await batch.append('notes-2', [{ data: new Uint8Array(9) }]);
    const closed = other.close();
    await timers.advance(2_000);
    await expect(batch.failure).rejects.toMatchObject({ code: status.UNAVAILABLE });
    expect(await appending).toMatchObject({ code: status.UNAVAILABLE });
    await closed;
    client.close();
  });

  it('ends subscriptions without an error when it closes', async () => {
    const subscription = gateway.client.subscribeToAll();
    await new Promise((resolve) => subscription.once('caughtUp', resolve));
    const outcome = new Promise((resolve) => {
      subscription
        .once('end', () => resolve('ended'))
        .once('error', resolve)
        .resume();
    });
    await gateway.server.close();
    expect(await outcome).toBe('ended');
  });

  it.each<[string, Partial<GatewayOptions>]>([
    ['on an address other than loopback without TLS', { host: '0.0.0.0' }],
    ['with a password without TLS', { credentials: { user: 'u', password: 'p' } }],
    ['with TLS without a password', { tls: { key: '', certificate: '' } }],
  ])('does not open %s', async (_how, options) => {
    await expect(openGatewayServer(gatewayOptions(gateway.store, options))).rejects.toThrow(RangeError);
  });
});
