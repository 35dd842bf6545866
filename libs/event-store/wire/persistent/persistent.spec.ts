import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  END, EventStoreDBClient, eventTypeFilter, jsonEvent, PARK, type PersistentSubscriptionToAll, type PersistentSubscriptionToAllResolvedEvent, persistentSubscriptionToAllSettingsFromDefaults as toAllSettings,
  type PersistentSubscriptionToStream, type PersistentSubscriptionToStreamResolvedEvent, persistentSubscriptionToStreamSettingsFromDefaults as toStreamSettings, RETRY, SKIP, START, STOP, streamNameFilter,
} from '@eventstore/db-client';
import { aScope, aStream } from '../../contract.samples.js';
import type { EventStore } from '../../port.js';
import { openSqliteEventStore } from '../../sqlite/index.js';
import { openWireServer, type WireServer } from '../server.js';

type Reader = PersistentSubscriptionToAll | PersistentSubscriptionToStream;
type Received = PersistentSubscriptionToAllResolvedEvent | PersistentSubscriptionToStreamResolvedEvent;

const NOW = '2026-11-27T07:30:00.000Z';
const typeOf = ({ event }: Received): string => event?.type ?? '';

describe("persistent subscriptions on the embedded store's wire", () => {
  let folder: string;
  let store: EventStore;
  let server: WireServer;
  let client: EventStoreDBClient;
  let stream: string;
  const inboxes = new WeakMap<Reader, AsyncIterator<Received>>();

  const start = async (): Promise<void> => {
    server = await openWireServer({ store, port: 0, now: () => NOW, subscriptionsFile: join(folder, 'subscriptions.db') });
    client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
  };
  const stop = async (): Promise<void> => {
    await client.dispose();
    await server.close();
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    store = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
    stream = aStream();
    await start();
  });
  afterEach(async () => {
    await stop();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const append = (...types: readonly string[]) => client.appendToStream(stream, types.map((type) => jsonEvent({ type, data: {} })));
  const create = (settings: Parameters<typeof toStreamSettings>[0] = {}) =>
    client.createPersistentSubscriptionToStream(stream, 'mailers', toStreamSettings({ startFrom: START, ...settings }));
  const subscribe = (bufferSize = 10) => client.subscribeToPersistentSubscriptionToStream(stream, 'mailers', { bufferSize });
  const info = () => client.getPersistentSubscriptionToStreamInfo(stream, 'mailers');
  const ack = (reader: Reader) => (received: Received) => reader.ack(received);

  /** The next `count` events that a reader is given, each answered as is said; the reader stays. */
  const taken = async (reader: Reader, count: number, answer: (received: Received, nth: number) => Promise<void> = ack(reader)): Promise<Received[]> => {
    const inbox = inboxes.get(reader) ?? reader[Symbol.asyncIterator]();
    inboxes.set(reader, inbox);
    const received: Received[] = [];
    while (received.length < count) {
      const { value } = await inbox.next() as IteratorYieldResult<Received>;
      await answer(value, received.push(value));
    }
    return received;
  };
  const typesTaken = async (...given: Parameters<typeof taken>) => (await taken(...given)).map(typeOf);
  /** Until a condition holds, as far as the server tells. */
  const until = async (holds: () => Promise<boolean>): Promise<void> => { while (!await holds()) await new Promise(setImmediate); };
  const failureOf = (reader: Reader): Promise<Error> => new Promise((resolve) => { reader.once('error', resolve); });

  it('gives what is in a stream and what comes, and confirms first', async () => {
    await append('A', 'B');
    await create();
    const reader = subscribe();
    const confirmed = new Promise((resolve) => reader.once('confirmation', resolve));
    const types = typesTaken(reader, 3);
    await confirmed;
    await append('C');
    expect(await types).toEqual(['A', 'B', 'C']);
  });

  it.each([['a revision, which comes first', 1n, ['B', 'C']], ['the end', END, ['C']]] as const)('begins at %s', async (_where, startFrom, expected) => {
    await append('A', 'B');
    await create({ startFrom });
    await append('C');
    expect(await typesTaken(subscribe(), expected.length)).toEqual(expected);
  });

  it('shares events among competing consumers, each to one', async () => {
    await create();
    const [a, b] = [subscribe(1), subscribe(1)];
    const types = Promise.all([typesTaken(a, 2), typesTaken(b, 2)]);
    await until(async () => (await info()).connections.length === 2);
    await append('A', 'B', 'C', 'D');
    expect((await types).flat().sort()).toEqual(['A', 'B', 'C', 'D']);
  });

  it('gives an event again after a nack with retry, and counts; leaves out what is skipped', async () => {
    await append('A', 'B', 'C');
    await create();
    const reader = subscribe(1);
    const received = await taken(reader, 4, (event, nth) => {
      if (nth === 1) return reader.nack(RETRY, 'not now', event);
      return nth === 3 ? reader.nack(SKIP, 'not wanted', event) : reader.ack(event);
    });
    expect(received.map((event) => [typeOf(event), event.retryCount])).toEqual([['A', 0], ['A', 1], ['B', 0], ['C', 0]]);
  });

  it('parks, by a nack or after the last retry, and replays, at most as many as are asked for', async () => {
    await append('A', 'B', 'C');
    await create({ maxRetryCount: 0 });
    const reader = subscribe();
    await taken(reader, 3, (event, nth) => reader.nack(nth === 1 ? RETRY : PARK, 'broken', event));
    await until(async () => (await info()).stats.parkedMessageCount === 3n);
    await client.replayParkedMessagesToStream(stream, 'mailers', { stopAt: 1 });
    expect(await typesTaken(reader, 1)).toEqual(['A']);
    await client.replayParkedMessagesToStream(stream, 'mailers');
    expect(await typesTaken(reader, 2)).toEqual(['B', 'C']);
    await until(async () => (await info()).stats.parkedMessageCount === 0n);
  });

  it('ends the call of a consumer that nacks with stop, and gives the event to another', async () => {
    await append('A');
    await create();
    const reader = subscribe();
    const gone = failureOf(reader);
    await taken(reader, 1, (event) => reader.nack(STOP, 'enough', event));
    expect(await gone).toMatchObject({ type: 'persistent-subscription-dropped' });
    expect(await typesTaken(subscribe(), 1)).toEqual(['A']);
  });

  it('gives to another what a consumer that goes away leaves', async () => {
    await append('A');
    await create();
    const reader = subscribe();
    await taken(reader, 1, () => reader.unsubscribe());
    const [event] = await taken(subscribe(), 1);
    expect(event).toMatchObject({ retryCount: 1, event: { type: 'A' } });
  });

  it('goes on after the checkpoint when the server comes back, and keeps what is parked', async () => {
    await append('A', 'B', 'C');
    await create();
    const reader = subscribe();
    await taken(reader, 2, (event, nth) => (nth === 1 ? reader.nack(PARK, 'broken', event) : reader.ack(event)));
    await until(async () => { const { stats } = await info(); return stats.totalInFlightMessages === 1 && stats.parkedMessageCount === 1n; });
    const gone = failureOf(reader);
    await server.close();
    expect(await gone).toMatchObject({ type: 'persistent-subscription-dropped' });
    await client.dispose();
    await start();
    expect((await info()).stats).toMatchObject({ parkedMessageCount: 1n, lastCheckpointedEventRevision: 1n });
    await append('D');
    expect(await typesTaken(subscribe(), 2)).toEqual(['C', 'D']);
  });

  it.each([
    ['prefixes of streams', (scope: string) => streamNameFilter({ prefixes: [`${scope}b`] })],
    ['a pattern of types', () => eventTypeFilter({ regex: '^[BC]$' })],
  ])('reads all streams, narrowed by %s, also after a change and a restart', async (_what, filter) => {
    const scope = aScope();
    await client.createPersistentSubscriptionToAll('mailers', toAllSettings({ startFrom: START }), { filter: filter(scope) });
    await client.updatePersistentSubscriptionToAll('mailers', toAllSettings({ startFrom: START, maxRetryCount: 3 }));
    await stop();
    await start();
    await client.appendToStream(`${scope}a-1`, [jsonEvent({ type: 'A', data: {} })]);
    await client.appendToStream(`${scope}b-1`, ['B', 'C'].map((type) => jsonEvent({ type, data: {} })));
    const reader = client.subscribeToPersistentSubscriptionToAll('mailers');
    expect(await typesTaken(reader, 2)).toEqual(['B', 'C']);
    await until(async () => (await client.getPersistentSubscriptionToAllInfo('mailers')).stats.totalInFlightMessages === 0);
    await reader.unsubscribe();
    await client.deletePersistentSubscriptionToAll('mailers');
  });

  it('begins on all streams at a position, which comes first', async () => {
    await append('A', 'B', 'C');
    const position = BigInt((await store.readStream(stream, { from: 1, limit: 1 }))[0]?.position ?? 0);
    await client.createPersistentSubscriptionToAll('mailers', toAllSettings({ startFrom: { commit: position, prepare: position } }));
    expect(await typesTaken(client.subscribeToPersistentSubscriptionToAll('mailers'), 2)).toEqual(['B', 'C']);
  });

  it('tells of a group its settings, who reads it and how far it is', async () => {
    const settings = toStreamSettings({ startFrom: 1n, consumerStrategyName: 'Pinned', maxSubscriberCount: 2, messageTimeout: 5_000, checkPointUpperBound: 1 });
    await append('A', 'B', 'C');
    await client.createPersistentSubscriptionToStream(stream, 'mailers', settings);
    const reader = subscribe(5);
    await taken(reader, 2, (event, nth) => (nth === 1 ? reader.ack(event) : Promise.resolve()));
    await until(async () => (await info()).stats.totalInFlightMessages === 1);
    expect(await info()).toMatchObject({
      eventSource: stream, groupName: 'mailers', status: 'Live', settings, connections: [{ username: 'anonymous', connectionName: client.connectionName, availableSlots: 4, inFlightMessages: 1, totalItems: 2n }],
      stats: { lastCheckpointedEventRevision: 1n, lastKnownEventRevision: 2n, totalItems: 2n, parkedMessageCount: 0n },
    });
  });

  it('lists the groups of a stream, of all streams together, and every group', async () => {
    await create();
    await client.createPersistentSubscriptionToStream(stream, 'auditors', toStreamSettings());
    await client.createPersistentSubscriptionToAll('mailers', toAllSettings({ startFrom: END }));
    const named = (found: readonly { readonly eventSource: string; readonly groupName: string }[]) => found.map(({ eventSource, groupName }) => [eventSource, groupName]);
    expect(named(await client.listPersistentSubscriptionsToStream(stream))).toEqual([[stream, 'auditors'], [stream, 'mailers']]);
    expect(await client.listPersistentSubscriptionsToAll()).toMatchObject([{ eventSource: '$all', groupName: 'mailers', settings: toAllSettings({ startFrom: END }) }]);
    expect(named(await client.listAllPersistentSubscriptions())).toEqual([['$all', 'mailers'], [stream, 'auditors'], [stream, 'mailers']]);
    await client.restartPersistentSubscriptionSubsystem();
  });

  it('changes settings, sends consumers away to come back, and goes on where they were', async () => {
    await append('A', 'B');
    await create();
    const reader = subscribe(1);
    const gone = failureOf(reader);
    await taken(reader, 1);
    await until(async () => (await info()).stats.totalItems === 2n);
    await client.updatePersistentSubscriptionToStream(stream, 'mailers', toStreamSettings({ startFrom: START, maxRetryCount: 1 }));
    expect(await gone).toMatchObject({ type: 'persistent-subscription-dropped', groupName: 'mailers' });
    expect((await info()).settings.maxRetryCount).toBe(1);
    expect(await typesTaken(subscribe(), 1)).toEqual(['B']);
  });

  it('deletes a group with everything that it kept, and sends its consumers away', async () => {
    await append('A');
    await create();
    const reader = subscribe();
    const gone = failureOf(reader);
    await taken(reader, 1);
    await client.deletePersistentSubscriptionToStream(stream, 'mailers');
    expect(await gone).toMatchObject({ type: 'persistent-subscription-dropped' });
    await create();
    expect(await typesTaken(subscribe(), 1)).toEqual(['A']);
  });

  it('refuses a group twice, and one more consumer than there may be', async () => {
    await create({ maxSubscriberCount: 1 });
    await expect(create()).rejects.toMatchObject({ type: 'persistent-subscription-exists', streamName: stream, groupName: 'mailers' });
    subscribe().resume();
    await until(async () => (await info()).connections.length === 1);
    expect(await failureOf(subscribe())).toMatchObject({ type: 'maximum-subscribers-reached' });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['deleted', () => client.deletePersistentSubscriptionToStream(stream, 'mailers')],
    ['changed', () => client.updatePersistentSubscriptionToStream(stream, 'mailers', toStreamSettings())],
    ['told of', () => info()],
    ['listed', () => client.listPersistentSubscriptionsToStream(stream)],
    ['replayed', () => client.replayParkedMessagesToStream(stream, 'mailers')],
    ['read', async () => { throw await failureOf(subscribe()); }],
  ])('says of a group that is to be %s that there is none', async (_what, act) => {
    await expect(act()).rejects.toMatchObject({ type: 'persistent-subscription-does-not-exist', streamName: stream });
  });

  it('refuses what makes no sense', async () => {
    await expect(create({ historyBufferSize: 0 })).rejects.toThrow(/history buffer is 0/);
    await expect(client.createPersistentSubscriptionToStream(stream, '', toStreamSettings())).rejects.toThrow(/has a name/);
    await expect(client.createPersistentSubscriptionToAll('mailers', toAllSettings(), { filter: eventTypeFilter({ regex: '(' }) })).rejects.toThrow(/regular expression/);
    await create();
    expect(await failureOf(subscribe(0))).toMatchObject({ message: expect.stringContaining('1 event or more') as string });
  });

  it('is not opened with the file of another log', async () => {
    const other = await openSqliteEventStore({ file: join(folder, 'other.db'), thread: false });
    await expect(openWireServer({ store: other, port: 0, now: () => NOW, subscriptionsFile: join(folder, 'subscriptions.db') })).rejects.toThrow(/another log/);
    await other.close();
  });
});
