import { type EventData, EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { dataFolderAt } from '../../apps/server/index.js';
import { fillLog } from './big-log.js';
import { startLogServer } from './log-server.js';
import { timed, underLoad } from './measure.js';
import { medians } from './medians.js';
import { printRow, rate, ratio } from './report.js';
import { withFolder, withEngine } from './bench-engine.js';
import { inSize } from './size.js';

const EVENTS = inSize({ short: 1_000, standard: 50_000 });
const IN_FLIGHT = 50;
const APPENDING_MS = inSize({ short: 100, standard: 2_000 });
const ROUNDS = inSize({ short: 1, standard: 9 });

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
  const server = await startLogServer(script, argument);
  const client = EventStoreDBClient.connectionString(server.url);
  await readRate(client);
  return {
    client,
    [Symbol.asyncDispose]: async () => {
      await client.dispose();
      await server[Symbol.asyncDispose]();
    },
  };
};

/** Measures EventStoreDB's client on the embedded log. Reference: a stub without storage. */
export const benchGateway = (): Promise<void> =>
  withFolder(async (folder) => {
    await withEngine(folder, { ROLES: 'http' }, ({ store }) => fillLog(store, EVENTS));
    await using stub = await connectTo('gateway-stub.js', dataFolderAt(folder).events);
    await using gateway = await connectTo('gateway-process.js', folder);
    const readRates = await medians(
      ROUNDS,
      () => readRate(stub.client),
      () => readRate(gateway.client),
    );
    const appendRates = await medians(
      ROUNDS,
      () => appendRate(stub.client),
      () => appendRate(gateway.client),
    );
    printRow({
      what: `EventStoreDB's client reads all of ${EVENTS.toLocaleString('en')} events of the embedded log`,
      measured: rate(readRates[1]),
      reference: `in-memory stub ${rate(readRates[0])}`,
      ratio: ratio(readRates[1], readRates[0]),
      aim: '≥ 0.85',
    });
    printRow({
      what: `EventStoreDB's client appends two events at a time, ${IN_FLIGHT} in flight`,
      measured: rate(appendRates[1]),
      reference: `in-memory stub ${rate(appendRates[0])}`,
      ratio: ratio(appendRates[1], appendRates[0]),
      aim: '≥ 0.85',
    });
  });
