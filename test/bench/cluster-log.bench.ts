import { EventStoreDBClient, jsonEvent, type JSONType } from '@eventstore/db-client';
import {
  decode,
  type EventStore,
  isLogIdentity,
  pagesOf,
  type ReadableLog,
  START,
  type StoredEvent,
} from '@ledgerdesk/event-store';
import { APPENDS_IN_FLIGHT, openEventStoreDb } from '@ledgerdesk/event-store/eventstoredb';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { cpSync } from 'node:fs';
import { filter, firstValueFrom, tap } from 'rxjs';
import { batchesOf, copyLog } from '../../apps/cli/copy/copy-log.js';
import { dataFolderAt } from '../../apps/server/index.js';
import { withEngine, withFolder } from './bench-engine.js';
import { fillLog } from './big-log.js';
import { timed } from './measure.js';
import { medians } from './medians.js';
import { withNode } from './one-node.js';
import { printRow, rate, ratio } from './report.js';
import { inSize } from './size.js';

const EVENTS = inSize({ short: 1_000, standard: 100_000 });
const ROUNDS = inSize({ short: 1, standard: 3 });
const REBUILD_MS = 600_000;

const events = `${EVENTS.toLocaleString('en')} events`;

/** Events per second of an engine on a data folder without rows, which folds its log into all read models. */
const rebuildRate = (folder: string, settings: Readonly<Record<string, string>> = {}): Promise<number> =>
  withEngine(folder, { ROLES: 'projections', ...settings }, async ({ store, projectionProgress }) => {
    const head = await store.head();
    const { seconds, result } = await timed(() => projectionProgress.waitFor(head, REBUILD_MS));
    if (!result) throw new Error('The read models were not rebuilt in time.');
    return EVENTS / seconds;
  });

/** Events per second of a follower that only decodes them. */
const followRate = async (store: EventStore): Promise<number> => {
  const { seconds } = await timed(() =>
    firstValueFrom(
      store.subscribe(START).pipe(
        tap((message) => {
          if (message.kind === 'events') message.events.map(decode);
        }),
        filter(({ kind }) => kind === 'caught-up'),
      ),
    ),
  );
  return EVENTS / seconds;
};

const readAllRate = async (client: EventStoreDBClient): Promise<number> => {
  const { seconds } = await timed(async () => {
    for await (const { event } of client.readAll()) if (!event) throw new Error('A link leads nowhere.');
  });
  return EVENTS / seconds;
};

/** Events per second of the client alone, in the runs in which `copy` appends them, with as many in flight. */
const bareCopyRate = async (client: EventStoreDBClient, originals: readonly StoredEvent[]): Promise<number> => {
  const runs = batchesOf(originals).map((run) => ({
    stream: run[0]?.stream ?? '',
    copies: run.map(({ id, type, data, metadata }) =>
      jsonEvent({ id, type, data: JSON.parse(data) as JSONType, metadata: JSON.parse(metadata) as JSONType }),
    ),
  }));
  const left = runs.values();
  const appendNext = async (): Promise<void> => {
    for (const { stream, copies } of left) await client.appendToStream(stream, copies);
  };
  const { seconds } = await timed(() => Promise.all(Array.from({ length: APPENDS_IN_FLIGHT }, appendNext)));
  return originals.length / seconds;
};

const copyRate = async (source: ReadableLog, target: EventStore): Promise<number> => {
  const range = { after: START, until: await source.head() };
  const { seconds } = await timed(() => copyLog(source, target, range, () => undefined));
  return EVENTS / seconds;
};

const allEventsOf = async (log: ReadableLog): Promise<readonly StoredEvent[]> => {
  const all: StoredEvent[] = [];
  for await (const page of pagesOf(log)) all.push(...page.events.filter((event) => !isLogIdentity(event)));
  return all;
};

/** Measures `copy` to a node. Reference: the bare client, on another node. */
const benchCopy = async (source: ReadableLog, url: string): Promise<void> => {
  const originals = await allEventsOf(source);
  let bare = NaN;
  await withNode(async (node) => {
    const client = EventStoreDBClient.connectionString(node.url);
    bare = await bareCopyRate(client, originals);
    await client.dispose();
  });
  const target = await openEventStoreDb({ connection: url });
  const copied = await copyRate(source, target);
  await target.close();
  printRow({
    what: `Copying ${events} to one node`,
    measured: rate(copied),
    reference: `bare client appends the same runs of events ${rate(bare)}`,
    ratio: ratio(copied, bare),
    aim: '≥ 0.5',
  });
};

/** Measures a follower of a node's log. Reference: `readAll` of the bare client. */
const benchFollower = async (url: string): Promise<void> => {
  const client = EventStoreDBClient.connectionString(url);
  const store = await openEventStoreDb({ connection: url });
  const [bare, followed] = await medians(
    ROUNDS,
    () => readAllRate(client),
    () => followRate(store),
  );
  await store.close();
  await client.dispose();
  printRow({
    what: `A follower reads and decodes ${events} of one node`,
    measured: rate(followed),
    reference: `readAll of the bare client ${rate(bare)}`,
    ratio: ratio(followed, bare),
    aim: '≥ 0.8',
  });
};

/**
 * Measures rebuilding all read models from a node's log. Reference: from the embedded log, into the same row store.
 * The copied log names the key store of the original, so that the engine on the node is given a copy of it.
 */
const benchRebuild = async (folder: string, url: string): Promise<void> => {
  const embedded = await rebuildRate(folder);
  const remote = await withFolder((rows) => {
    cpSync(dataFolderAt(folder).keys, dataFolderAt(rows).keys, { recursive: true });
    cpSync(dataFolderAt(folder).subjectKeys, dataFolderAt(rows).subjectKeys);
    return rebuildRate(rows, { EVENTSTORE_URL: url });
  });
  printRow({
    what: `Rebuilding all read models on SQLite from ${events} of one node`,
    measured: rate(remote),
    reference: `from the embedded log ${rate(embedded)}`,
    ratio: ratio(remote, embedded),
    aim: '≥ 0.7',
  });
};

/** Measures what reads and writes a whole log on EventStoreDB. */
export const benchClusterLog = (): Promise<void> =>
  withFolder((folder) =>
    withNode(async ({ url }) => {
      await withEngine(folder, { ROLES: 'http' }, ({ store }) => fillLog(store, EVENTS));
      const source = openSqliteLog({ file: dataFolderAt(folder).events });
      await benchCopy(source, url);
      await source.close();
      await benchFollower(url);
      await benchRebuild(folder, url);
    }),
  );
