import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { type EventStore, type StoredEvent } from '@ledgerdesk/event-store';
import { openSqliteEventStore, openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { openGatewayServer } from '@ledgerdesk/esdb-gateway';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayOptions } from '../support/esdb-gateway/gateway.js';
import { compareLogs } from '../../apps/cli/copy/compare-logs.js';
import { copy } from '../../apps/cli/copy/copy.js';
import { copyLog } from '../../apps/cli/copy/copy-log.js';
import { PositionMap } from '../../apps/cli/copy/position-map.js';
import { simulate } from '../../apps/cli/simulate/simulation.js';
import { settingsFrom } from '../../apps/server/index.js';

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
  const withoutPosition = (events: readonly StoredEvent[]) => events.map((event) => ({ ...event, position: 'any' }));

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-copy-'));
    await simulate(settingsFrom({ DATA_DIR: at('source') }), {
      teams: 3,
      days: 5,
      seed: 1,
      start: '2026-10-01T00:00:00.000Z',
    });
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
      });
      expect(await copy({ from: connection, to: at('back'), map: at('back.csv') })).toMatchObject({
        events: events.length,
      });
    });
    const back = await eventsIn(at('back'));
    expect(withoutPosition(back)).toEqual(withoutPosition(events));
    const [head, ...pairs] = readFileSync(at('back.csv'), 'utf8').trim().split('\n');
    expect(head).toBe('from,to');
    expect(pairs.map((pair) => pair.split(',')[1])).toEqual(back.map(({ position }) => position));
  }, 60_000);

  it('resumes an interrupted copy, and changes nothing when repeated', async () => {
    const source = openSqliteLog({ file: join(at('source'), 'events.db') });
    const target = await openSqliteEventStore({ file: at('target.db'), thread: false });
    const map = new PositionMap(at('map.csv'));
    const append = target.append.bind(target);
    let left = 20;
    jest.spyOn(target, 'append').mockImplementation(async (...of) => {
      const appended = await append(...of);
      if ((left -= 1) === 0) throw new Error('Power failure');
      return appended;
    });
    await expect(copyLog(source, target, map, () => undefined)).rejects.toThrow('Power failure');
    left = Infinity;
    await copyLog(source, target, map, () => undefined);
    const { length } = await compareLogs(source, target);
    const head = await target.head();
    await copyLog(source, target, new PositionMap(at('none.csv')), () => undefined);
    expect(await target.head()).toBe(head);
    expect(String(length)).toBe(await source.head());
    await source.close();
    await target.close();
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

  it('names the first difference from the copy', async () => {
    const [event] = await eventsIn(at('source'));
    const target = await openSqliteEventStore({ file: at('target.db'), thread: false });
    const source = openSqliteLog({ file: join(at('source'), 'events.db') });
    if (event) await target.append(event.stream, 'no-stream', [{ ...event, data: '{}' }]);
    await expect(compareLogs(source, target)).rejects.toMatchObject({
      code: 'target-differs',
      message: expect.stringContaining(`position 1 of the source): data is {}`) as string,
    });
    await source.close();
    await target.close();
  });
});
