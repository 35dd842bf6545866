import { type EventData, EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { dataFolder } from '../../apps/server/index.js';
import { fillLog } from './big-log.js';
import { timed, underLoad } from './measure.js';
import { print, rate, ratio } from './report.js';
import { inFolder, withEngine } from './workplace.js';

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
    jsonEvent({ type, data: { body: 'Since this morning nothing syncs. '.repeat(15) } }),
  );

const appendRate = async (client: EventStoreDBClient): Promise<number> => {
  const { perSecond } = await underLoad(IN_FLIGHT, APPENDING_MS, () =>
    client.appendToStream(`ticket-${randomUUID()}`, twoEvents(), { expectedRevision: NO_STREAM }),
  );
  return perSecond;
};

/** The real client beside a server in a process of its own, warmed up by a first read. */
const clientOf = async (script: string, argument: string) => {
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

/** The middle of several rounds, one server after the other in each, so that a machine's moods meet both alike. */
const inTurn = async (
  rate: (client: EventStoreDBClient) => Promise<number>,
  one: EventStoreDBClient,
  other: EventStoreDBClient,
): Promise<readonly [number, number]> => {
  const rounds: [number, number][] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push([await rate(one), await rate(other)]);
  return [median(rounds.map(([first]) => first)), median(rounds.map(([, second]) => second))];
};

/** EventStoreDB's client against the embedded log, beside a stub that only answers. */
export const benchWire = (): Promise<void> =>
  inFolder(async (folder) => {
    await withEngine(folder, { ROLES: 'http' }, ({ store }) => fillLog(store, EVENTS));
    await using stub = await clientOf('wire-stub.js', dataFolder(folder).events);
    await using served = await clientOf('wire-served.js', folder);
    const reading = await inTurn(readRate, stub.client, served.client);
    const appending = await inTurn(appendRate, stub.client, served.client);
    print({
      what: `EventStoreDB's client reads all of ${EVENTS.toLocaleString('en')} events of the embedded log`,
      measured: rate(reading[1]),
      reference: `in-memory stub ${rate(reading[0])}`,
      ratio: ratio(reading[1], reading[0]),
      aim: '≥ 0.7',
    });
    print({
      what: `It appends two events at a time, ${IN_FLIGHT} in flight`,
      measured: rate(appending[1]),
      reference: `in-memory stub ${rate(appending[0])}`,
      ratio: ratio(appending[1], appending[0]),
      aim: '≥ 0.7',
    });
  });
