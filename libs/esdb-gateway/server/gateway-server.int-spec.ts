import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, eventTypeFilter, jsonEvent } from '@eventstore/db-client';
import { realTimers } from '@ledgerdesk/runtime';
import { sample } from '../../event-store/contract/samples.js';
import type { EventStore } from '../../event-store/port.js';
import { openSqliteEventStore } from '../../event-store/sqlite/index.js';
import { firstOf, typed, typesOf } from '../contract/samples.js';
import { openGatewayServer, type GatewayOptions, type GatewayServer } from './gateway-server.js';

const NOW = '2026-11-27T07:30:00.000Z';

describe("the embedded store's wire, as any client of EventStoreDB sees it", () => {
  let folder: string;
  let store: EventStore;
  let server: GatewayServer;
  let client: EventStoreDBClient;

  const serve = (options: Partial<GatewayOptions> = {}): Promise<GatewayServer> =>
    openGatewayServer({ store, port: 0, now: () => NOW, timers: realTimers, ...options });

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

  it("gives the engine's events as JSON, with the engine's metadata and times beside them", async () => {
    await store.append('ticket-1', 'no-stream', [
      sample({ type: 'TicketSolved', version: 2, data: '{"teamId":"acme"}' }),
    ]);
    const [record] = await firstOf(client.readStream('ticket-1'));
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

  it('records what others write at its own time, and shows the whole log from its beginning', async () => {
    await client.appendToStream('notes-1', typed('A', 'B'));
    const all = await firstOf(client.readAll());
    expect(all.map(({ event }) => event?.type)).toEqual(['LogNamed', 'A', 'B']);
    expect(all.at(-1)?.event).toMatchObject({ created: new Date(NOW) });
  });

  it('believes no other that an event was recorded at another time', async () => {
    const metadata = {
      version: 7,
      occurredAt: '1999-12-31T00:00:00.000Z',
      recordedAt: '1999-12-31T00:00:00.000Z',
      metadata: {},
    };
    await client.appendToStream('notes-1', jsonEvent({ type: 'A', data: {}, metadata }));
    expect(await store.readStream('notes-1')).toMatchObject([{ version: 1, occurredAt: NOW, recordedAt: NOW }]);
    expect(await firstOf(client.readStream('notes-1'))).toMatchObject([{ event: { metadata } }]);
  });

  it('refuses a pattern that is none', async () => {
    const subscription = client.subscribeToAll({ filter: eventTypeFilter({ regex: '(' }) });
    await expect(typesOf(subscription, 1)).rejects.toThrow(/regular expression/);
  });

  it.each(['ticket-1', 'team-acme', 'addOn-acme.dropbox', '$$ticket-1', '$settings'])(
    'is closed to writers at %s',
    async (stream) => {
      await expect(client.appendToStream(stream, typed('TicketSolved'))).rejects.toMatchObject({
        type: 'access-denied',
      });
      expect(await store.readStream(stream)).toEqual([]);
    },
  );

  it('answers cleanly what it does not offer', async () => {
    await expect(client.listProjections()).rejects.toMatchObject({ code: 12 });
  });

  it('lets clients find it as a cluster of one', async () => {
    const found = EventStoreDBClient.connectionString(`esdb+discover://127.0.0.1:${server.port}?tls=false`);
    await found.appendToStream('notes-1', typed('A'));
    expect(await firstOf(found.readStream('notes-1'))).toHaveLength(1);
    await found.dispose();
  });

  it('ends subscriptions without an error when it stops', async () => {
    const subscription = client.subscribeToAll();
    await new Promise((resolve) => subscription.once('caughtUp', resolve));
    const ended = new Promise((resolve, reject) => subscription.once('end', resolve).once('error', reject).resume());
    await server.close();
    await ended;
  });

  it.each<[string, Partial<GatewayOptions>]>([
    ['on an address that others reach, without TLS', { host: '0.0.0.0' }],
    ['with a password that clients would not send, without TLS', { credentials: { user: 'u', password: 'p' } }],
    ['with TLS, to everyone', { tls: { key: '', certificate: '' } }],
  ])('is not served %s', async (_how, options) => {
    await expect(serve(options)).rejects.toThrow(RangeError);
  });
});
