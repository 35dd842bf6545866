import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { type EventStore, type EventToAppend, isSealed, START, type StoredEvent } from '@ledgerdesk/event-store';
import { openSqliteEventStore, openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { openGatewayServer } from '@ledgerdesk/esdb-gateway';
import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { gatewayOptions } from '../support/esdb-gateway/gateway.js';
import { copy, type CopyOptions } from '../../apps/cli/copy/copy.js';
import { copyLog } from '../../apps/cli/copy/copy-log.js';
import { keysLeftBehind } from '../../apps/cli/copy/copy-keys.js';
import { simulate } from '../../apps/cli/simulate/simulation.js';
import { createDataFolder } from '../../apps/server/data-folder.js';
import { settingsFrom } from '../../apps/server/index.js';
import { secretsIn } from '../../apps/server/secrets.js';
import { embeddedStorage, openEngineLog, type StorageConfig } from '../../apps/server/storage.js';
import { MasterKeys } from '@ledgerdesk/sealing';
import { openSqliteKeyStore } from '@ledgerdesk/sealing/sqlite';
import { realTimers } from '@ledgerdesk/runtime';
import { subjectKeysLeftBehind } from '../../apps/cli/copy/copy-subject-keys.js';

const NOW = '2026-11-27T07:30:00.000Z';

describe('copying a log', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);

  /** Runs `work` with an empty log that is served over EventStoreDB's protocol. */
  const withRemoteLog = async <T>(
    name: string,
    work: (connection: string, store: EventStore) => Promise<T>,
  ): Promise<T> => {
    const store = await openSqliteEventStore({ file: at(`${name}.db`), thread: false });
    const server = await openGatewayServer(gatewayOptions(store, { engineWrites: true }));
    try {
      return await work(`esdb://127.0.0.1:${server.port}?tls=false`, store);
    } finally {
      await server.close();
      await store.close();
    }
  };
  const eventsIn = async (dataFolder: string): Promise<readonly StoredEvent[]> => {
    const log = openSqliteLog({ file: join(dataFolder, 'events.db') });
    const { events } = await log.readAll({ limit: 100_000 });
    await log.close();
    return events;
  };
  const copyTo = (to: string, options: Partial<CopyOptions> = {}) =>
    copy({ from: at('source'), to, map: at('map.csv'), ...options });
  /** Size and root of the tree that a log keeps beside its events. */
  const treeOf = async (dataFolder: string): Promise<{ readonly leaves: number; readonly root: string }> => {
    const log = openSqliteLog({ file: join(dataFolder, 'events.db') });
    try {
      const { size = 0, root = new Uint8Array(0) } = (await log.leaves?.tree()) ?? {};
      return { leaves: size, root: Buffer.from(root).toString('base64') };
    } finally {
      await log.close();
    }
  };
  const withoutPosition = (events: readonly StoredEvent[]) => events.map((event) => ({ ...event, position: 'any' }));

  let simulated: string;
  let masterKey: string;
  beforeAll(async () => {
    simulated = mkdtempSync(join(tmpdir(), 'ledgerdesk-copy-'));
    await simulate(settingsFrom({ DATA_DIR: simulated }), {
      teams: 3,
      days: 5,
      seed: 1,
      start: '2026-10-01T00:00:00.000Z',
    });
    masterKey = readFileSync(join(simulated, 'keys', 'master.key'), 'utf8');
    rmSync(join(simulated, 'keys'), { recursive: true });
  });
  afterAll(() => rmSync(simulated, { recursive: true, force: true }));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-copy-'));
    cpSync(simulated, at('source'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('copies a log to EventStoreDB and back with ids, times, bytes and order, and maps positions', async () => {
    const events = await eventsIn(at('source'));
    await withRemoteLog('cluster', async (connection, cluster) => {
      await cluster.append('notes-1', 'no-stream', [
        {
          id: '5a7e1c1e-6a3f-4a57-9a1f-0e8f9d3b2c11',
          type: 'X',
          version: 1,
          occurredAt: NOW,
          recordedAt: NOW,
          data: '{}',
          metadata: '{}',
        },
      ]);
      await expect(copy({ from: at('source'), to: connection, map: at('map.csv') })).rejects.toMatchObject({
        code: 'target-differs',
      });
    });
    await withRemoteLog('empty', async (connection) => {
      expect(await copy({ from: at('source'), to: connection, map: at('there.csv') })).toEqual({
        events: events.length,
        map: at('there.csv'),
        ...(await treeOf(at('source'))),
      });
      expect(await copy({ from: connection, to: at('back'), map: at('back.csv') })).toMatchObject({
        events: events.length,
      });
    });
    expect(await treeOf(at('back'))).toEqual(await treeOf(at('source')));
    const back = await eventsIn(at('back'));
    expect(withoutPosition(back)).toEqual(withoutPosition(events));
    const [head, ...pairs] = readFileSync(at('back.csv'), 'utf8').trim().split('\n');
    expect(head).toBe('from,to');
    expect(pairs.map((pair) => pair.split(',')[1])).toEqual(back.map(({ position }) => position));
  }, 60_000);

  it('resumes an interrupted copy, and changes nothing when repeated', async () => {
    const events = await eventsIn(at('source'));
    const source = openSqliteLog({ file: join(at('source'), 'events.db') });
    const interrupted = await openSqliteEventStore({ file: createDataFolder(at('target')).events, thread: false });
    const append = interrupted.append.bind(interrupted);
    let left = 20;
    jest.spyOn(interrupted, 'append').mockImplementation(async (...of) => {
      const appended = await append(...of);
      if ((left -= 1) === 0) throw new Error('Power failure');
      return appended;
    });
    const all = { after: START, until: await source.head() };
    await expect(copyLog(source, interrupted, all, () => undefined)).rejects.toThrow('Power failure');
    expect(Number(await interrupted.head())).toBeLessThan(events.length);
    await interrupted.close();
    await source.close();
    for (let round = 0; round < 2; round += 1) {
      expect(await copyTo(at('target'))).toEqual({
        events: events.length,
        map: at('map.csv'),
        ...(await treeOf(at('source'))),
      });
      expect(withoutPosition(await eventsIn(at('target')))).toEqual(withoutPosition(events));
    }
    // A copy that an earlier version has made gets its leaves while it is compared.
    const earlier = new Database(join(at('target'), 'events.db'));
    earlier.exec(
      'DROP TABLE leaves; DROP TABLE frontier; DROP TRIGGER log_no_update; UPDATE log SET schema_version = 2',
    );
    earlier.close();
    expect(await copyTo(at('target'))).toMatchObject({ events: events.length, ...(await treeOf(at('source'))) });
    expect(await treeOf(at('target'))).toEqual(await treeOf(at('source')));
  }, 60_000);

  it('copies events that other programs wrote', async () => {
    await withRemoteLog('shared', async (connection) => {
      const client = EventStoreDBClient.connectionString(connection);
      await client.appendToStream('notes-1', [
        jsonEvent({ type: 'Noted', data: { n: 1 }, metadata: { by: 'script' } }),
      ]);
      await client.dispose();
      await copy({ from: connection, to: at('first'), map: at('a.csv') });
    });
    await withRemoteLog('next', async (connection) => {
      await copy({ from: at('first'), to: connection, map: at('b.csv') });
      const client = EventStoreDBClient.connectionString(connection);
      for await (const { event } of client.readStream('notes-1'))
        expect(event).toMatchObject({ type: 'Noted', data: { n: 1 }, metadata: { by: 'script' } });
      await client.dispose();
    });
  }, 60_000);

  const written = (data = '{}'): EventToAppend => ({
    id: randomUUID(),
    type: 'Written',
    version: 1,
    occurredAt: NOW,
    recordedAt: NOW,
    data,
    metadata: '{}',
  });
  const appendTo = async (dataFolder: string, stream: string, ...events: readonly EventToAppend[]): Promise<void> => {
    const log = await openSqliteEventStore({ file: createDataFolder(dataFolder).events, thread: false });
    await log.append(stream, 'any', events);
    await log.close();
  };

  it('writes nothing to a target with other contents, and names the first difference', async () => {
    const [first] = await eventsIn(at('source'));
    if (!first) throw new Error('The source is empty.');
    await appendTo(at('edited'), first.stream, { ...first, data: '{"a":1}' });
    await appendTo(at('other'), 'notes-1', written());
    await copyTo(at('ahead'));
    await appendTo(at('ahead'), 'notes-1', written());
    const ahead = await eventsIn(at('ahead'));
    for (const [target, message] of [
      ['edited', 'position 1 of the source): data is {"a":1}'],
      ['other', 'position 1 of the source): id is'],
      ['ahead', `does not have: revision 0 of notes-1 (position ${ahead.length} of the target)`],
    ] as const) {
      const before = await eventsIn(at(target));
      await expect(copyTo(at(target), { map: at(`${target}.csv`), withKeys: true })).rejects.toMatchObject({
        code: 'target-differs',
        message: expect.stringContaining(message) as string,
      });
      expect(await eventsIn(at(target))).toEqual(before);
      expect(readdirSync(folder)).not.toContain(`${target}.csv`);
      expect(readdirSync(at(target))).not.toContain('keys');
    }
  });

  it('refuses the source as its target, regardless of the path or protocol that leads there', async () => {
    symlinkSync(at('source'), at('link'));
    for (const to of [at('source'), at('source/../source'), at('link')])
      await expect(copyTo(to)).rejects.toMatchObject({ code: 'invalid-target' });
    const store = await openSqliteEventStore({ file: join(at('source'), 'events.db'), thread: false });
    const server = await openGatewayServer(gatewayOptions(store, { engineWrites: true }));
    await expect(copyTo(`esdb://127.0.0.1:${server.port}?tls=false`)).rejects.toMatchObject({ code: 'invalid-target' });
    await server.close();
    await store.close();
  });

  it('replaces no file but the map of this copy', async () => {
    await copyTo(at('target'));
    await copyTo(at('target'));
    await expect(copyTo(at('second'))).rejects.toMatchObject({
      code: 'not-the-map',
      message: `${at('map.csv')} is the map of another copy. Name another file with --map, or delete this one.`,
    });
    expect(await eventsIn(at('second'))).toEqual([]);
    writeFileSync(at('letter.txt'), 'Dear reader\n');
    for (const map of [at('letter.txt'), folder])
      await expect(copyTo(at('second'), { map })).rejects.toMatchObject({ code: 'not-the-map' });
    expect(readFileSync(at('letter.txt'), 'utf8')).toBe('Dear reader\n');
    await copyTo(at('second'), { map: '/dev/null' });
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('copies a log that is being written up to its head at the start, and the rest when it is repeated', async () => {
    const source = await openSqliteEventStore({ file: join(at('source'), 'events.db'), thread: false });
    let writing = true;
    const writer = (async () => {
      while (writing) {
        await source.append('notes-1', 'any', [written()]);
        await setImmediate();
      }
    })();
    const counts: number[] = [];
    for (let round = 0; round < 2; round += 1) {
      const head = await source.head();
      const { events, sourceGoesOn } = await copyTo(at('target'));
      expect(sourceGoesOn).toBe(true);
      expect(events).toBeGreaterThanOrEqual(Number(head));
      expect(events).toBeLessThan(Number(await source.head()));
      counts.push(events);
    }
    writing = false;
    await writer;
    await source.close();
    expect(counts[1]).toBeGreaterThan(counts[0] ?? 0);
    expect(await eventsIn(at('target'))).toHaveLength(counts[1] ?? 0);
    const all = (await eventsIn(at('source'))).length;
    expect(await copyTo(at('target'))).toEqual({
      events: all,
      map: at('map.csv'),
      ...(await treeOf(at('source'))),
    });
  });

  describe('with generated keys', () => {
    const keysOf = (dataFolder: string) =>
      ['quotes.key', 'sign-in.pem', 'webhooks.key'].map((name) => readFileSync(join(dataFolder, 'keys', name), 'hex'));
    const generateKeys = (dataFolder: string) => {
      const { quoteKey, signInKey, webhookKey } = secretsIn(createDataFolder(dataFolder).path);
      return [quoteKey(), signInKey(), webhookKey()];
    };
    const fileOf = (dataFolder: string, name: string): string => join(at(dataFolder), 'keys', name);

    it('says which stay behind and what then stops working', async () => {
      const left = (to: string) => keysLeftBehind({ from: at('source'), to });
      generateKeys(at('source'));
      expect(left(at('target'))).toEqual(
        [
          ['sign-in.pem', /generates a new key: development tokens .* repeat the command with --with-keys/],
          ['quotes.key', /generates a new key: quotes and uploads .* repeat the command with --with-keys/],
          ['webhooks.key', /generates a new key: webhooks have new secrets.* repeat the command with --with-keys/],
        ].map(([name, consequence]) => ({
          file: fileOf('source', String(name)),
          consequence: expect.stringMatching(consequence ?? '') as string,
        })),
      );
      await copyTo(at('target'));
      expect(readdirSync(at('target'))).not.toContain('keys');
      generateKeys(at('target'));
      expect(left(at('target')).map(({ consequence }) => consequence)).toEqual([
        'the target has another key: development tokens that the old one signed are no longer valid.',
        'the target has another key: quotes and uploads that the old one signed are no longer valid.',
        expect.stringMatching(/^the target has another key: webhooks have new secrets: rotate each .*receiver\.$/),
      ]);
      expect(left('esdb://127.0.0.1:2113').map(({ consequence }) => consequence)).toEqual([
        expect.stringMatching(/^engines on the copy have another key: development tokens .* no longer valid\.$/),
        expect.stringMatching(/set QUOTE_KEY to its bytes in base64\.$/),
        expect.stringMatching(/set WEBHOOK_KEY to its bytes in base64\.$/),
      ]);
      await expect(copyTo('esdb://127.0.0.1:2113', { withKeys: true })).rejects.toMatchObject({
        code: 'invalid-option',
      });
    });

    it('copies them with --with-keys, private and durable, and again without effect', async () => {
      generateKeys(at('source'));
      chmodSync(fileOf('source', 'quotes.key'), 0o644);
      const { keys } = await copyTo(at('target'), { withKeys: true });
      expect(keys?.map((file) => file.slice(at('target').length))).toEqual([
        '/keys/sign-in.pem',
        '/keys/quotes.key',
        '/keys/webhooks.key',
        '/keys.db',
      ]);
      expect(keysOf(at('target'))).toEqual(keysOf(at('source')));
      chmodSync(fileOf('target', 'quotes.key'), 0o644);
      expect((await copyTo(at('target'), { withKeys: true })).keys).toEqual(keys);
      for (const name of readdirSync(join(at('target'), 'keys')))
        expect([name, (statSync(fileOf('target', name)).mode & 0o777).toString(8)]).toEqual([name, '600']);
      expect(keysLeftBehind({ from: at('source'), to: at('target') })).toEqual([]);
      expect(generateKeys(at('target'))).toEqual(generateKeys(at('source')));
    });

    it('refuses to replace another key, or to copy a damaged one, before it copies anything', async () => {
      generateKeys(at('source'));
      const { webhookKey } = secretsIn(createDataFolder(at('target')).path);
      const own = Buffer.from(webhookKey()).toString('hex');
      await expect(copyTo(at('target'), { withKeys: true })).rejects.toMatchObject({
        code: 'key-differs',
        message: expect.stringMatching(/target\/keys\/webhooks.key is another key than .*never replaced/) as string,
      });
      expect(readdirSync(at('target'))).toEqual(['keys']);
      expect(readdirSync(join(at('target'), 'keys'))).toEqual(['webhooks.key', 'webhooks.key.sha256']);
      expect(readFileSync(fileOf('target', 'webhooks.key'), 'hex')).toBe(own);
      truncateSync(fileOf('source', 'quotes.key'), 5);
      await expect(copyTo(at('new'), { withKeys: true })).rejects.toMatchObject({ code: 'key-damaged' });
      expect(await copyTo(at('new'))).not.toHaveProperty('keys');
      expect(keysLeftBehind({ from: at('source'), to: at('new') })).toHaveLength(3);
    });
  });

  describe('of personal data', () => {
    const clearIn = async (storage: StorageConfig): Promise<readonly string[]> => {
      const log = await openEngineLog(storage);
      const { events } = await log.readAll({ limit: 100_000 });
      await log.close();
      return events.filter((event) => !isSealed(event)).map(({ id, data }) => `${id} ${data}`);
    };
    const withMasterKey = (): void => {
      createDataFolder(at('source'));
      mkdirSync(join(at('source'), 'keys'), { recursive: true });
      writeFileSync(join(at('source'), 'keys', 'master.key'), masterKey);
    };

    it('brings their keys with --with-keys only, so that the copy opens', async () => {
      withMasterKey();
      await copyTo(at('target'));
      expect(existsSync(join(at('target'), 'keys.db'))).toBe(false);
      expect(subjectKeysLeftBehind({ from: at('source'), to: at('target') })).toEqual([
        { file: join(at('source'), 'keys.db'), consequence: expect.stringContaining('--with-keys') as string },
      ]);
      const { keys } = await copyTo(at('target'), { withKeys: true });
      expect(keys).toContain(join(at('target'), 'keys.db'));
      expect((await copyTo(at('target'), { withKeys: true })).keys).toEqual(keys);
      expect(statSync(join(at('target'), 'keys.db')).mode & 0o777).toBe(0o600);
      expect(subjectKeysLeftBehind({ from: at('source'), to: at('target') })).toEqual([]);
      const clear = await clearIn(embeddedStorage(at('source')));
      expect(clear.length).toBe((await eventsIn(at('source'))).length);
      expect((await clearIn(embeddedStorage(at('target')))).slice(-clear.length)).toEqual(clear);
    });

    it('opens a copy on a server with the keys of the data folder, and says that they stay there', async () => {
      withMasterKey();
      const clear = await clearIn(embeddedStorage(at('source')));
      await withRemoteLog('remote', async (connection) => {
        await copyTo(connection);
        expect(await clearIn({ ...embeddedStorage(at('source')), log: connection })).toEqual(clear);
        expect(subjectKeysLeftBehind({ from: at('source'), to: connection })[0]?.consequence).toContain('KEYS_URL');
      });
    });

    it('refuses keys that the target does not have from the source, before it copies anything', async () => {
      withMasterKey();
      const other = await openSqliteKeyStore(join(createDataFolder(at('target')).path, 'keys.db'), {
        masterKeys: new MasterKeys({ read: () => [new Uint8Array(32).fill(1)] }),
        timers: realTimers,
      });
      await other.keyFor({ kind: 'member', id: 'acme.aiko' });
      await other.close();
      await expect(copyTo(at('target'), { withKeys: true })).rejects.toMatchObject({ code: 'key-differs' });
      expect(existsSync(join(at('target'), 'events.db'))).toBe(false);
    });
  });

  it('copies the taxonomy of an import, to which the events refer', async () => {
    writeFileSync(createDataFolder(at('source')).taxonomy, '{"version":"1"}');
    await copyTo(at('target'));
    writeFileSync(createDataFolder(at('source')).taxonomy, '{"version":"2"}');
    await copyTo(at('target'));
    expect(readFileSync(createDataFolder(at('target')).taxonomy, 'utf8')).toBe('{"version":"2"}');
  });
});
