import { type EventData, EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { dataFolderAt } from '../../apps/server/index.js';
import { fillLog } from './big-log.js';
import { timed, underLoad } from './measure.js';
import { printRow, rate, ratio } from './report.js';
import { withFolder, withEngine } from './bench-engine.js';

const EVENTS = 50_000;
const IN_FLIGHT = 50;
const APPENDING_MS = 2_000;
const ROUNDS = 9;

const readRate = async (client: EventStoreDBClient): Promise<number> => {
  const { seconds, result } = await timed(async () => {
    let count = 0;
    for await (const { event } of client.readAll({ maxCount: EVENTS })) if (event) count += 1;
    return count;
  });
  return result / seconds;
};

const twoEvents = (): EventData[] =>
  ['TicketOpened', 'ResponseClockStarted'].map((type) =>
    jsonEvent({ type, data: { body: 'Nothing has synced since morning. '.repeat(15) } }),
  );

const appendRate = async (client: EventStoreDBClient): Promise<number> => {
  const { perSecond } = await underLoad(IN_FLIGHT, APPENDING_MS, () =>
    client.appendToStream(`ticket-${randomUUID()}`, twoEvents(), { expectedRevision: NO_STREAM }),
  );
  return perSecond;
};

/** Starts a server process and connects EventStoreDB's client, warmed up by a first read. */
const connectTo = async (script: string, argument: string) => {
  const server = fork(join(import.meta.dirname, script), [argument]);
  const [port] = (await once(server, 'message')) as [number];
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
  await readRate(client);
  return {
    client,
    [Symbol.asyncDispose]: async () => {
      await client.dispose();
      server.kill();
    },
  };
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Returns the medians of several rounds. Alternates the servers, so that load on the machine affects both. */
const medianRates = async (
  rate: (client: EventStoreDBClient) => Promise<number>,
  one: EventStoreDBClient,
  other: EventStoreDBClient,
): Promise<readonly [number, number]> => {
  const rounds: [number, number][] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push([await rate(one), await rate(other)]);
  return [median(rounds.map(([first]) => first)), median(rounds.map(([, second]) => second))];
};

/** Measures EventStoreDB's client on the embedded log. Reference: a stub without storage. */
export const benchGateway = (): Promise<void> =>
  withFolder(async (folder) => {
    await withEngine(folder, { ROLES: 'http' }, ({ store }) => fillLog(store, EVENTS));
    await using stub = await connectTo('gateway-stub.js', dataFolderAt(folder).events);
    await using gateway = await connectTo('gateway-process.js', folder);
    const readRates = await medianRates(readRate, stub.client, gateway.client);
    const appendRates = await medianRates(appendRate, stub.client, gateway.client);
    printRow({
      what: `EventStoreDB's client reads all of ${EVENTS.toLocaleString('en')} events of the embedded log`,
      measured: rate(readRates[1]),
      reference: `in-memory stub ${rate(readRates[0])}`,
      ratio: ratio(readRates[1], readRates[0]),
      aim: '≥ 0.7',
    });
    printRow({
      what: `EventStoreDB's client appends two events at a time, ${IN_FLIGHT} in flight`,
      measured: rate(appendRates[1]),
      reference: `in-memory stub ${rate(appendRates[0])}`,
      ratio: ratio(appendRates[1], appendRates[0]),
      aim: '≥ 0.7',
    });
  });
