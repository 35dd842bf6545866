import { type EventData, EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { dataFolder } from '../../apps/engine/index.js';
import { fillLog } from './big-log.js';
import { timed, underLoad } from './measure.js';
import { print, rate, ratio } from './report.js';
import { inFolder, withEngine } from './workplace.js';

const EVENTS = 50_000;
const IN_FLIGHT = 50;
const APPENDING_MS = 6_000;

interface Rates {
  readonly reading: number;
  readonly appending: number;
}

const readRate = async (client: EventStoreDBClient): Promise<number> => {
  const { seconds, result } = await timed(async () => {
    let count = 0;
    for await (const { event } of client.readAll({ maxCount: EVENTS })) if (event) count += 1;
    return count;
  });
  return result / seconds;
};

const twoEvents = (): EventData[] => ['TicketOpened', 'ResponseClockStarted'].map((type) => jsonEvent({ type, data: { body: 'Since this morning nothing syncs. '.repeat(15) } }));

const appendRate = async (client: EventStoreDBClient): Promise<number> => {
  const { perSecond } = await underLoad(IN_FLIGHT, APPENDING_MS, () => client.appendToStream(`ticket-${randomUUID()}`, twoEvents(), { expectedRevision: NO_STREAM }));
  return perSecond;
};

/** What the real client reaches against a server in a process of its own; each is warmed up by a first read. */
const ratesAgainst = async (script: string, argument: string): Promise<Rates> => {
  const server = fork(join(import.meta.dirname, script), [argument]);
  const [port] = await once(server, 'message') as [number];
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
  await readRate(client);
  const rates = { reading: await readRate(client), appending: await appendRate(client) };
  await client.dispose();
  server.kill();
  return rates;
};

/** EventStoreDB's client against the embedded log, beside a stub that only answers. */
export const benchWire = (): Promise<void> => inFolder(async (folder) => {
  await withEngine(folder, { ROLES: 'http' }, ({ store }) => fillLog(store, EVENTS));
  const stub = await ratesAgainst('wire-stub.js', dataFolder(folder).events);
  const served = await ratesAgainst('wire-served.js', folder);
  print({
    what: `EventStoreDB's client reads all of ${EVENTS.toLocaleString('en')} events of the embedded log`, measured: rate(served.reading),
    reference: `in-memory stub ${rate(stub.reading)}`, ratio: ratio(served.reading, stub.reading), aim: '≥ 0.7',
  });
  print({
    what: `It appends two events at a time, ${IN_FLIGHT} in flight`, measured: rate(served.appending),
    reference: `in-memory stub ${rate(stub.appending)}`, ratio: ratio(served.appending, stub.appending), aim: '≥ 0.7',
  });
});
