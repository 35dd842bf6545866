import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { type EventStore, pagesOf, type ReadableLog, START } from '@ledgerdesk/event-store';
import { openEventStoreDb } from '@ledgerdesk/event-store/eventstoredb';
import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { compareLogs, START_OF_BOTH } from '../../apps/cli/copy/compare-logs.js';
import { copyLog } from '../../apps/cli/copy/copy-log.js';
import { Random } from '../../apps/cli/simulate/random.js';
import { aScope, sample } from '../../libs/event-store/contract/samples.js';
import { requestOf } from '../../libs/event-store/eventstoredb/append-request.js';
import { connectionTo } from '../../libs/event-store/eventstoredb/connection.js';
import { toClientEvent } from '../../libs/event-store/eventstoredb/event-conversion.js';
import { serverVersion } from '../support/eventstoredb/installed-server.js';
import { EventStoreDbServers } from '../support/eventstoredb/servers.js';
import { runs } from '../support/runs.js';

const SEED = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);
const APPENDS = 3_000;
const EVENTS = runs({ short: 8_000, long: 60_000 });
const STREAMS = 500;
const REPEATS = 5;
const LEADERS_KILLED = runs({ short: 1, long: 4 });

/** A log whose streams alternate every few events, some of them large. */
const fill = async (source: EventStore, random: Random): Promise<void> => {
  for (let length = 0; length < EVENTS;) {
    const text = 'x'.repeat(random.chance(0.01) ? random.integer(1_000, 60_000) : random.integer(1, 600));
    const events = Array.from({ length: random.integer(1, 4) }, () => sample({ data: JSON.stringify({ text }) }));
    await source.append(`ticket-${random.integer(1, STREAMS)}`, 'any', events);
    length += events.length;
  }
};

/** Does what `ledgerdesk copy` does: compares what the target has, copies the rest and compares it. */
const copyAgain = async (
  source: ReadableLog,
  target: EventStore,
  onPage: (scannedTo: Position) => void = () => undefined,
): Promise<void> => {
  const found = await compareLogs(source, target, { after: START_OF_BOTH, until: START });
  const range = { after: found.at(-1) ?? START_OF_BOTH, until: await source.head() };
  await copyLog(source, target, { after: range.after[0], until: range.until }, onPage);
  await compareLogs(source, target, range);
};

describe(`copies to EventStoreDB ${serverVersion()} (FAULT_SEED=${SEED})`, () => {
  const random = new Random(SEED);
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-copies-'));
  let source: EventStore;
  beforeAll(async () => {
    source = await openSqliteEventStore({ file: join(folder, 'log.sqlite') });
    await fill(source, random);
  });
  afterAll(async () => {
    await source.close();
    rmSync(folder, { recursive: true });
  });

  describe('one node', () => {
    let servers: EventStoreDbServers;
    let target: EventStore;
    beforeAll(async () => {
      servers = await EventStoreDbServers.startOne({ onDisk: true });
      target = await openEventStoreDb({ connection: servers.url });
    });
    afterAll(async () => {
      await target.close();
      await servers.close();
    });

    /** Sends appends of one event each, all to streams of their own, without waiting. */
    const sendAll = async (scope: string) => {
      const connection = connectionTo(servers.url);
      const { client } = await connection.node();
      const call = client.openAppends();
      const streams = Array.from({ length: APPENDS }, (_, number) => `${scope}-${number}`);
      const answers = streams.map((stream) => {
        const data = JSON.stringify('x'.repeat(random.integer(1, random.chance(0.02) ? 100_000 : 300)));
        const events = [toClientEvent(sample({ data }))];
        return call.append(requestOf({ stream, events, expectedRevision: 'no_stream' }));
      });
      return { connection, call, streams, answers };
    };
    const streamsIn = async (scope: string): Promise<readonly string[]> => {
      const found: string[] = [];
      for await (const { events } of pagesOf(target, { filter: { streamPrefixes: [scope] } }))
        found.push(...events.map(({ stream }) => stream));
      return found;
    };

    it('says that it records the appends of a call in the order in which they are sent, and does', async () => {
      const scope = aScope();
      const { connection, streams, answers } = await sendAll(scope);
      expect(await (await connection.node()).client.recordsInOrder()).toBe(true);
      const positions = (await Promise.all(answers)).map(({ position }) => String(position?.commit));
      connection.close();
      expect(positions).toEqual(positions.toSorted(comparePositions));
      expect(await streamsIn(scope)).toEqual(streams);
    });

    it('records the first appends of a call that is ended before they are answered', async () => {
      const scope = aScope();
      const { connection, call, streams, answers } = await sendAll(scope);
      await answers[100];
      call.close();
      const outcomes = await Promise.allSettled(answers);
      // An append that the server handles after the call has ended would be ahead of this one.
      await target.append(aScope(), 'no-stream', [sample()]);
      connection.close();
      const recorded = await streamsIn(scope);
      expect(recorded).toEqual(streams.slice(0, recorded.length));
      const acknowledged = outcomes.filter(({ status }) => status === 'fulfilled').length;
      expect(recorded.length).toBeGreaterThanOrEqual(acknowledged);
      expect(acknowledged).toBeLessThan(APPENDS);
    });

    it('copies while the node crashes and starts again, and has the order of the source', async () => {
      const fresh = await EventStoreDbServers.startOne({ onDisk: true });
      const copy = await openEventStoreDb({ connection: fresh.url });
      const copying = copyAgain(source, copy);
      const crashing = await fresh.leader();
      await pause(random.integer(200, 1_000));
      await crashing.kill();
      await crashing.restart();
      await copying;
      await copyAgain(source, copy);
      await copy.close();
      await fresh.close();
    });

    it('goes on after a copy that was interrupted anywhere', async () => {
      const fresh = await EventStoreDbServers.startOne();
      for (let repeat = 0; repeat < REPEATS; repeat += 1) {
        const interrupted = await openEventStoreDb({ connection: fresh.url });
        let left = random.integer(1, EVENTS / 10);
        const failing: ReadableLog = {
          logId: source.logId,
          readStream: (...range) => source.readStream(...range),
          subscribe: (...range) => source.subscribe(...range),
          head: () => source.head(),
          close: async () => undefined,
          readAll: async (options) => {
            if ((left -= 100) < 0) throw new Error('interrupted');
            return source.readAll({ ...options, limit: 100 });
          },
        };
        await expect(copyAgain(failing, interrupted)).rejects.toThrow('interrupted');
        await interrupted.close();
      }
      const copy = await openEventStoreDb({ connection: fresh.url });
      await copyAgain(source, copy);
      await copy.close();
      await fresh.close();
    });
  });

  describe('three nodes', () => {
    it('copies while leaders crash and connections are cut, and has the order of the source', async () => {
      const servers = await EventStoreDbServers.startThree({ proxied: true });
      const copy = await openEventStoreDb({ connection: servers.url });
      const crashAfter = Array.from({ length: LEADERS_KILLED }, () => String(random.integer(1, EVENTS / 2))).toSorted(
        comparePositions,
      );
      let crashed = Promise.resolve();
      const copying = copyAgain(source, copy, (scannedTo) => {
        if (comparePositions(scannedTo, crashAfter[0] ?? scannedTo) < 0 || crashAfter.shift() === undefined) return;
        crashed = crashed.then(async () => {
          await (await servers.leader()).kill();
          await servers.writable();
          await servers.complete();
          await servers.cutConnectionsFor(random.integer(0, 500));
        });
      });
      await copying;
      await crashed;
      expect(crashAfter).toEqual([]);
      await copyAgain(source, copy);
      await copy.close();
      await servers.close();
    });
  });
});
