import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ticketBody, withEngine, withFolder } from './bench-engine.js';
import { fillOpenTickets } from './big-log.js';
import { BenchServer } from './http-server.js';
import { pacedWhile } from './paced-load.js';
import { printRow, ratio } from './report.js';
import { sender } from './sender.js';
import { givenOrInSize, inSize } from './size.js';
import { textFile, upload, writePolicies } from './upload-files.js';
import { watched } from './watched-memory.js';

const TICKETS = givenOrInSize('BENCH_TICKETS', { short: 200, standard: 100_000 });
const STREAMS = inSize({ short: 20, standard: 1_000 });
const UPLOADS = 32;
const FILE_MIB = inSize({ short: 1, standard: 8 });
/** Each ticket is an update for every stream. */
const TICKETS_PER_SECOND = 5;
const WATCH_MS = inSize({ short: 200, standard: 10_000 });
const CATCH_UP_MS = 600_000;
const ROLES = 'http,projections,deadlines,processes';
/** Nothing that is measured is refused. */
const LIMITS = { EVENT_STREAMS_PER_CALLER: '10000', EVENT_STREAMS_PER_ADDRESS: '10000' };

/** Fills a log with open tickets, each with two timers, and builds the read models. */
const prepare = (folder: string): Promise<void> =>
  withEngine(
    folder,
    { ROLES: 'projections' },
    async (engine) => {
      await fillOpenTickets(engine.store, TICKETS);
      await engine.startProjections();
      if (!(await engine.projectionProgress.waitFor(await engine.store.head(), CATCH_UP_MS)))
        throw new Error('The read models have not caught up.');
    },
    { deferProjections: true },
  );

/** Memory in MiB of an engine that has nothing to do. */
const emptyMemory = (): Promise<number> =>
  withFolder(async (folder) => {
    const server = await BenchServer.start(folder, ROLES);
    const memory = await server.memory();
    await server.end();
    return memory;
  });

/** An event stream of a member, and whether it has sent an update. */
interface OpenStream {
  readonly response: IncomingMessage;
  hasUpdate: boolean;
}

const openStream = async ({ info: { url, token } }: BenchServer): Promise<OpenStream> => {
  const request = get(`${url}/v1/updates`, { agent: false, headers: { authorization: `Bearer ${token}` } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${response.statusCode} at /v1/updates`);
  const stream = { response, hasUpdate: false };
  response.on('data', (chunk: Buffer) => {
    stream.hasUpdate ||= chunk.includes('event: ticket');
  });
  return stream;
};

/** Opens one stream after the other. */
const openStreams = async (server: BenchServer): Promise<readonly OpenStream[]> => {
  const streams: OpenStream[] = [];
  while (streams.length < STREAMS) streams.push(await openStream(server));
  return streams;
};

const mebibytes = (memory: number): string => `${Math.round(memory)} MiB`;

/**
 * Measures the memory of one engine's process with many open tickets and timers, while event streams send updates and
 * files are uploaded at once. Reference: an engine with an empty log.
 */
export const benchMemory = (): Promise<void> =>
  withFolder(async (folder) => {
    const data = join(folder, 'data');
    const empty = await emptyMemory();
    await prepare(data);
    const server = await BenchServer.start(data, ROLES, { ...LIMITS, CONFIG_DIR: writePolicies(folder) });
    const started = await server.memory();
    const streams = await openStreams(server);
    const agent = new Agent({ keepAlive: true });
    const send = sender(server.info.url, agent);
    const openTicket = () => send({ method: 'POST', path: '/v1/tickets', token: server.info.token, body: ticketBody });
    const updates = await watched(server, () => pacedWhile(TICKETS_PER_SECOND, openTicket, sleep(WATCH_MS)));
    const file = textFile(FILE_MIB);
    const uploads = await watched(server, () => {
      const all = Promise.all(Array.from({ length: UPLOADS }, () => upload(server, file)));
      return pacedWhile(TICKETS_PER_SECOND, openTicket, all);
    });
    const silent = streams.filter(({ hasUpdate }) => !hasUpdate).length;
    if (silent > 0) throw new Error(`${silent} of ${STREAMS} streams have sent no update.`);
    for (const { response } of streams) response.destroy();
    agent.destroy();
    await server.end();
    const most = Math.max(updates.peak, uploads.peak);
    printRow({
      what:
        `Memory with ${TICKETS.toLocaleString('en')} open tickets, ${STREAMS.toLocaleString('en')} event streams ` +
        `and ${UPLOADS} uploads of ${FILE_MIB} MiB at once`,
      measured:
        `at most ${mebibytes(most)}; at the start ${mebibytes(started)}, with streams ${mebibytes(updates.peak)}, ` +
        `with uploads ${mebibytes(uploads.peak)}`,
      reference: `an engine with an empty log ${mebibytes(empty)}`,
      ratio: ratio(most, empty),
      aim: '≤ 512 MiB',
    });
  });
