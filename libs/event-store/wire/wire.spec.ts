import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AllStreamSubscription, BACKWARDS, binaryEvent, END, EventStoreDBClient, eventTypeFilter, jsonEvent, NO_STREAM, START, streamNameFilter, type StreamSubscription,
} from '@eventstore/db-client';
import { aScope, aStream, sample, samples } from '../contract.samples.js';
import type { EventStore } from '../port.js';
import { openSqliteEventStore } from '../sqlite/index.js';
import { openWireServer, type WireOptions, type WireServer } from './server.js';

const NOW = '2026-11-27T07:30:00.000Z';

describe("the embedded store's wire, as any client of EventStoreDB sees it", () => {
  let folder: string;
  let store: EventStore;
  let server: WireServer;
  let client: EventStoreDBClient;

  const serve = (options: Partial<WireOptions> = {}): Promise<WireServer> => openWireServer({ store, port: 0, now: () => NOW, ...options });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    store = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
    server = await serve();
    client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
  });
  afterEach(async () => {
    await client.dispose();
    await server.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const appendTo = (stream: string, ...types: readonly string[]) => client.appendToStream(stream, types.map((type) => jsonEvent({ type, data: { type } })));
  const all = async <T>(records: AsyncIterable<T>): Promise<T[]> => {
    const found: T[] = [];
    for await (const record of records) found.push(record);
    return found;
  };
  /** Types of the first `count` events that a subscription gives. */
  const typesOf = async (subscription: AllStreamSubscription | StreamSubscription, count: number): Promise<unknown[]> => {
    const types: unknown[] = [];
    for await (const { event } of subscription) if (types.push(event?.type) === count) break;
    return types;
  };

  it("gives the engine's events as JSON, with the engine's metadata and times beside them", async () => {
    await store.append('ticket-1', 'no-stream', [sample({ type: 'TicketSolved', version: 2, data: '{"teamId":"acme"}' })]);
    const [record] = await all(client.readStream('ticket-1'));
    expect(record?.event).toMatchObject({
      streamId: 'ticket-1', revision: 0n, type: 'TicketSolved', isJson: true, data: { teamId: 'acme' }, created: new Date('2026-11-27T07:30:00.250Z'),
      metadata: { version: 2, occurredAt: '2026-11-27T07:30:00.000Z', recordedAt: '2026-11-27T07:30:00.250Z', metadata: { commandId: 'c' } },
    });
  });

  it('keeps what others write as they wrote it: JSON with metadata, bytes, or nothing', async () => {
    const stream = aStream();
    const bytes = Uint8Array.from([0, 255, 128, 10]);
    const events = [
      jsonEvent({ type: 'Json', data: { n: 1 }, metadata: { by: 'script' } }),
      binaryEvent({ type: 'Bytes', data: bytes, metadata: Uint8Array.from([9, 200]) }),
      binaryEvent({ type: 'Nothing', data: new Uint8Array() }),
    ];
    const { nextExpectedRevision } = await client.appendToStream(stream, events, { expectedRevision: NO_STREAM });
    expect(nextExpectedRevision).toBe(2n);
    const [json, binary, nothing] = (await all(client.readStream(stream))).map(({ event }) => event);
    expect(json).toMatchObject({ id: events[0]?.id, isJson: true, data: { n: 1 }, metadata: { by: 'script' }, created: new Date(NOW) });
    expect(binary).toMatchObject({ id: events[1]?.id, isJson: false });
    expect([...binary?.data as Uint8Array]).toEqual([...bytes]);
    expect([...binary?.metadata as Uint8Array]).toEqual([9, 200]);
    expect([...nothing?.data as Uint8Array]).toEqual([]);
  });

  it('reads all in both directions, from the ends and from a position, which comes first', async () => {
    const scope = aScope();
    await appendTo(aStream(scope), 'A', 'B', 'C');
    const forward = await all(client.readAll({ fromPosition: START }));
    const last = forward.at(-1)?.event?.position;
    expect(forward.map(({ event }) => event?.type)).toEqual(['LogNamed', 'A', 'B', 'C']);
    expect((await all(client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 2 }))).map(({ event }) => event?.type)).toEqual(['C', 'B']);
    expect(await all(client.readAll({ fromPosition: END }))).toEqual([]);
    expect(await all(client.readAll({ fromPosition: START, direction: BACKWARDS }))).toEqual([]);
    if (last) expect((await all(client.readAll({ fromPosition: last }))).map(({ event }) => event?.type)).toEqual(['C']);
  });

  it.each([
    ['prefixes of streams', (scope: string) => streamNameFilter({ prefixes: [`${scope}b`] }), ['B', 'C']],
    ['a pattern of streams', (scope: string) => streamNameFilter({ regex: `^${scope}[bc]-` }), ['B', 'C']],
    ['prefixes of types', () => eventTypeFilter({ prefixes: ['A', 'C'] }), ['A', 'C']],
    ['a pattern of types', () => eventTypeFilter({ regex: '^[BC]$' }), ['B', 'C']],
  ])('narrows a subscription to all by %s', async (_what, filter, expected) => {
    const scope = aScope();
    await appendTo(`${scope}a-1`, 'A');
    await appendTo(`${scope}b-1`, 'B', 'C');
    expect(await typesOf(client.subscribeToAll({ filter: filter(scope) }), 2)).toEqual(expected);
  });

  it('refuses a pattern that is none', async () => {
    const subscription = client.subscribeToAll({ filter: eventTypeFilter({ regex: '(' }) });
    await expect(typesOf(subscription, 1)).rejects.toThrow(/regular expression/);
  });

  it('says how far it has looked while nothing matches, so that a client need not look again', async () => {
    for (let round = 0; round < 3; round += 1) await store.append(aStream(), 'no-stream', samples(1_000));
    const reached = await new Promise<bigint>((resolve) => {
      const filter = eventTypeFilter({ prefixes: ['None'], maxSearchWindow: 100, checkpointReached: async (subscription, { commit }) => {
        resolve(commit);
        await subscription.unsubscribe();
      } });
      client.subscribeToAll({ filter }).on('error', () => undefined);
    });
    expect(Number(reached)).toBeGreaterThan(100);
  });

  it('tells a subscriber that it has caught up, then gives what comes, to a stream from after a revision', async () => {
    const stream = aStream();
    await appendTo(stream, 'A', 'B');
    const subscription = client.subscribeToStream(stream, { fromRevision: 0n });
    const caughtUp = new Promise((resolve) => subscription.once('caughtUp', resolve));
    const types = typesOf(subscription, 2);
    await caughtUp;
    await appendTo(stream, 'C');
    expect(await types).toEqual(['B', 'C']);
  });

  it('says of a stream that there is none', async () => {
    await expect(all(client.readStream('none-1'))).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it.each(['ticket-1', 'team-acme', 'addOn-acme.dropbox', '$$ticket-1', '$settings'])('is closed to writers at %s', async (stream) => {
    await expect(appendTo(stream, 'TicketSolved')).rejects.toMatchObject({ type: 'access-denied' });
    expect(await store.readStream(stream)).toEqual([]);
  });

  it('answers cleanly what it does not offer', async () => {
    await expect(client.listProjections()).rejects.toMatchObject({ code: 12 });
  });

  it('lets clients find it as a cluster of one', async () => {
    const found = EventStoreDBClient.connectionString(`esdb+discover://127.0.0.1:${server.port}?tls=false`);
    await found.appendToStream('notes-1', [jsonEvent({ type: 'A', data: {} })]);
    expect(await all(found.readStream('notes-1'))).toHaveLength(1);
    await found.dispose();
  });

  it('ends subscriptions without an error when it stops', async () => {
    const subscription = client.subscribeToAll();
    await new Promise((resolve) => subscription.once('caughtUp', resolve));
    const ended = new Promise((resolve, reject) => subscription.once('end', resolve).once('error', reject).resume());
    await server.close();
    await ended;
  });

  it.each<[string, Partial<WireOptions>]>([
    ['on an address that others reach, without TLS', { host: '0.0.0.0' }],
    ['with a password that clients would not send, without TLS', { credentials: { user: 'u', password: 'p' } }],
    ['with TLS, to everyone', { tls: { key: '', certificate: '' } }],
  ])('is not served %s', async (_how, options) => {
    await expect(serve(options)).rejects.toThrow(RangeError);
  });
});
