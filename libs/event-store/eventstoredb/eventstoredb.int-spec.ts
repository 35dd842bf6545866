import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayOptions } from '../../../test/support/esdb-gateway/gateway.js';
import { filter, firstValueFrom, mergeMap, ReplaySubject, toArray } from 'rxjs';
import { CALL_KINDS, CallCounts } from '../call-counts.js';
import { areAscending, aScope, aStream, idsOf, sample, samples } from '../contract/samples.js';
import { type EventStore, type LogMessage, START, type StoredEvent } from '../port.js';
import { openSqliteEventStore } from '../sqlite/index.js';
import { openGatewayServer, type GatewayServer } from '../../esdb-gateway/index.js';
import { eventStoreDbAdapter, openEventStoreDb } from './index.js';
import { NodeClient } from './node-client.js';

/** Timeout of tests that restart the server. */
const SLOW_MS = 60_000;

describe('the event store on EventStoreDB', () => {
  let folder: string;
  let embedded: EventStore;
  let server: GatewayServer | undefined;
  let store: EventStore;
  let port = 0;

  const serve = async (): Promise<void> => {
    server = await openGatewayServer(gatewayOptions(embedded, { port, engineWrites: true }));
    ({ port } = server);
  };
  const stop = async (): Promise<void> => {
    await server?.close();
    server = undefined;
  };
  const restart = async (): Promise<void> => {
    await stop();
    await serve();
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    embedded = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
    port = 0;
    await serve();
    store = await openEventStoreDb({ connection: `esdb://127.0.0.1:${port}?tls=false` });
  });
  afterEach(async () => {
    await store.close();
    await stop();
    await embedded.close();
    rmSync(folder, { recursive: true });
  });

  it(
    'continues a subscription through 100 restarts of the server without gaps or duplicates',
    async () => {
      const scope = aScope();
      const received = new ReplaySubject<StoredEvent>();
      const subscription = store
        .subscribe(START, { streamPrefixes: [scope] })
        .pipe(mergeMap((message): readonly StoredEvent[] => (message.kind === 'events' ? message.events : [])))
        .subscribe(received);
      const receives = (id: string | undefined) => firstValueFrom(received.pipe(filter((event) => event.id === id)));
      const sent: string[] = [];
      for (let round = 0; round < 100; round += 1) {
        const [before, after] = [samples(2), samples(1)];
        await embedded.append(aStream(scope), 'no-stream', before);
        await receives(before.at(-1)?.id);
        await restart();
        await embedded.append(aStream(scope), 'no-stream', after);
        sent.push(...idsOf(before), ...idsOf(after));
      }
      await receives(sent.at(-1));
      subscription.unsubscribe();
      received.complete();
      const events = await firstValueFrom(received.pipe(toArray()));
      expect(idsOf(events)).toEqual(sent);
      expect(areAscending(events.map(({ position }) => position))).toBe(true);
    },
    SLOW_MS,
  );

  it(
    'records each append once while the server restarts',
    async () => {
      const streams = Array.from({ length: 40 }, () => ({ stream: aStream(), events: samples(2) }));
      const appends = Promise.all(streams.map(({ stream, events }) => store.append(stream, 'no-stream', events)));
      for (let round = 0; round < 5; round += 1) await restart();
      await appends;
      for (const { stream, events } of streams) expect(idsOf(await embedded.readStream(stream))).toEqual(idsOf(events));
    },
    SLOW_MS,
  );

  it('retries an append whose response was lost, and records it once', async () => {
    const append = jest.spyOn(embedded, 'append');
    append.mockImplementationOnce(async (...of) => {
      append.mockRestore();
      await embedded.append(...of);
      throw new Error('The response is lost.');
    });
    const stream = aStream();
    const events = samples(2);
    expect(await store.append(stream, 'no-stream', events)).toMatchObject({ revision: 1 });
    expect(idsOf(await embedded.readStream(stream))).toEqual(idsOf(events));
  });

  it.each(['not-leader', 'unavailable', 'deadline-exceeded', 'cancelled'])(
    'retries after the error %s',
    async (type) => {
      const append = jest
        .spyOn(NodeClient.prototype, 'appendToStream')
        .mockRejectedValueOnce(Object.assign(new Error(type), { type }));
      expect(await store.append(aStream(), 'no-stream', samples(2))).toMatchObject({ revision: 1 });
      expect(append).toHaveBeenCalledTimes(2);
      append.mockRestore();
    },
  );

  it('rejects with StoreFailed and the setting to change if access is denied, and does not retry', async () => {
    const append = jest
      .spyOn(NodeClient.prototype, 'appendToStream')
      .mockRejectedValue(Object.assign(new Error('no'), { type: 'access-denied' }));
    await expect(store.append(aStream(), 'no-stream', samples(1))).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining('ESDB_ENGINE_WRITES') as string,
    });
    expect(append).toHaveBeenCalledTimes(1);
    append.mockRestore();
  });

  it('rejects with NoSuchPosition, and does not retry, if the server cannot read from a position', async () => {
    const failure = Object.assign(new Error('2 UNKNOWN: Unexpected ReadAllResult: Error'), {
      code: 2,
      type: 'unknown',
    });
    const read = jest.spyOn(NodeClient.prototype, 'openRead').mockImplementation(() => {
      throw failure;
    });
    await expect(store.readAll({ after: '17' })).rejects.toMatchObject({ code: 'no-such-position' });
    expect(read).toHaveBeenCalledTimes(1);
    read.mockRestore();
  });

  it('does not fail other appends when one is refused', async () => {
    const stream = aStream();
    await store.append(stream, 'no-stream', samples(1));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) =>
        n % 3 === 0 ? store.append(stream, 'no-stream', samples(1)) : store.append(aStream(), 'no-stream', samples(1)),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(
      Array.from({ length: 30 }, (_, n) => (n % 3 === 0 ? 'rejected' : 'fulfilled')),
    );
  });

  it(
    'rejects with StoreFailed when the retry budget is exhausted, and accepts the same append later',
    async () => {
      const hasty = await openEventStoreDb({
        connection: `esdb://127.0.0.1:${port}?tls=false`,
        retry: { callMs: 200, budgetMs: 400 },
      });
      await stop();
      const stream = aStream();
      const events = samples(2);
      await expect(hasty.append(stream, 'no-stream', events)).rejects.toMatchObject({
        code: 'store-failed',
        message: expect.stringContaining('same event ids') as string,
      });
      await expect(hasty.readStream(stream)).rejects.toMatchObject({ code: 'store-failed' });
      await serve();
      expect(await store.append(stream, 'no-stream', events)).toMatchObject({ revision: 1 });
      await hasty.close();
    },
    SLOW_MS,
  );

  it('counts its calls by kind, and retries', async () => {
    const calls = new CallCounts();
    const counted = await openEventStoreDb({ connection: `esdb://127.0.0.1:${port}?tls=false`, calls });
    const during = async (work: () => Promise<unknown>) => {
      const before = CALL_KINDS.map((kind) => calls.total(kind));
      await work();
      return Object.fromEntries(
        CALL_KINDS.map((kind, index) => [kind, calls.total(kind) - (before[index] ?? 0)] as const).filter(
          ([, count]) => count > 0,
        ),
      );
    };
    const stream = aStream();
    expect(await during(() => counted.append(stream, 'no-stream', samples(2)))).toEqual({ append: 1 });
    expect(await during(() => counted.readStream(stream))).toEqual({ read: 1 });
    expect(await during(() => counted.readAll())).toEqual({ read: 1 });
    expect(await during(() => counted.head())).toEqual({ head: 1 });
    // It reaches the head by reading pages; what is recorded from then on arrives by the subscription.
    const follow = async () => {
      const messages = new ReplaySubject<LogMessage>();
      const subscription = counted.subscribe(START).subscribe(messages);
      await firstValueFrom(messages.pipe(filter(({ kind }) => kind === 'caught-up')));
      const event = sample();
      await store.append(aStream(), 'no-stream', [event]);
      const delivers = (message: LogMessage) => message.kind === 'events' && idsOf(message.events).includes(event.id);
      await firstValueFrom(messages.pipe(filter(delivers)));
      subscription.unsubscribe();
    };
    expect(await during(follow)).toMatchObject({ subscribe: 1 });
    const append = jest
      .spyOn(NodeClient.prototype, 'appendToStream')
      .mockRejectedValueOnce(Object.assign(new Error('unavailable'), { type: 'unavailable' }));
    expect(await during(() => counted.append(aStream(), 'no-stream', samples(1)))).toEqual({
      append: 2,
      retry: 1,
      reconnect: 1,
    });
    append.mockRestore();
    await counted.close();
  });

  it('has the id of the embedded log, so that checkpoints are valid for both', async () => {
    expect(store.logId).toBe(embedded.logId);
  });

  it('gives a log no id that is opened for reading only', async () => {
    const read = jest.spyOn(NodeClient.prototype, 'openRead').mockImplementation(() => {
      throw Object.assign(new Error('not found'), { type: 'stream-not-found' });
    });
    const append = jest.spyOn(NodeClient.prototype, 'appendToStream');
    const log = await eventStoreDbAdapter.openLog(`esdb://127.0.0.1:${port}?tls=false`);
    expect(append).not.toHaveBeenCalled();
    await log.close();
    for (const spy of [read, append]) spy.mockRestore();
  });

  it('takes writes as long as the server answers a read that only a leader does', async () => {
    await store.checkWritable?.();
    await stop();
    await expect(store.checkWritable?.()).rejects.toThrow();
    await serve();
  });

  it('records one log id if many clients open the log concurrently', async () => {
    const stores = await Promise.all(
      Array.from({ length: 5 }, () => openEventStoreDb({ connection: `esdb://127.0.0.1:${port}?tls=false` })),
    );
    expect(new Set(stores.map(({ logId }) => logId)).size).toBe(1);
    await Promise.all(stores.map((each) => each.close()));
  });

  it.each([
    ['http://localhost:2113', /esdb:\/\/host:port/],
    ['esdb://', /esdb:\/\/host:port/],
    ['esdb://admin:secret@localhost:2113?tls=false', /tls=false the user and password would not be sent/],
    ['esdb://localhost:2113?tlsVerifyCert=perhaps', /EVENTSTORE_URL/],
  ])('refuses the connection string %s, without showing the password', async (connection, why) => {
    const opening = openEventStoreDb({ connection });
    await expect(opening).rejects.toMatchObject({
      code: 'invalid-settings',
      message: expect.stringMatching(why) as string,
    });
    await expect(opening).rejects.not.toThrow(/secret/);
  });
});
