import { Agent } from 'node:http';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { settingsFrom } from '../../apps/server/index.js';
import { ticketBody, withEngine, withFolder } from './bench-engine.js';
import { fillOpenTickets } from './big-log.js';
import { BenchServer } from './http-server.js';
import { paced } from './paced-load.js';
import { ms, printRow, ratio } from './report.js';
import { type Send, sender } from './sender.js';
import { givenOrInSize, inSize } from './size.js';

const MINUTES = givenOrInSize('SOAK_MINUTES', { short: 2, standard: 10 });
/** A short run only pretends that a minute has passed. */
const SECONDS_A_MINUTE = inSize({ short: 1, standard: 60 });
const OPEN_TICKETS = givenOrInSize('SOAK_TICKETS', { short: 200, standard: 100_000 });
const WRITES_PER_SECOND = 400;
const QUEUE_READS_PER_SECOND = 20;
const CONNECTIONS = 64;
const CATCH_UP_MS = 600_000;

/** Opens a ticket with each even call and answers it with the next. Every write is durable before its response. */
const writer = (send: Send, member: string, agent: string): ((n: number) => Promise<void>) => {
  const unanswered: string[] = [];
  return async (n) => {
    const ticketId = n % 2 === 0 ? undefined : unanswered.shift();
    if (ticketId !== undefined) {
      const path = `/v1/desk/tickets/${ticketId}/answers`;
      await send({ method: 'POST', path, token: agent, body: { body: 'We are on it.' } });
      return;
    }
    const ticket = await send({ method: 'POST', path: '/v1/tickets', token: member, body: ticketBody });
    unanswered.push(String(ticket['ticketId']));
  };
};

/** Fills a log with open tickets whose deadlines lie in the future, and builds the read models. */
const prepare = (folder: string): Promise<void> =>
  withEngine(folder, { ROLES: 'projections' }, async (engine) => {
    await fillOpenTickets(engine.store, OPEN_TICKETS);
    if (!(await engine.projectionProgress.waitFor(await engine.store.head(), CATCH_UP_MS)))
      throw new Error('The read models have not caught up.');
  });

const p99 = (times: RecordableHistogram | undefined): number => (times?.percentile(99) ?? 0) / 1_000;

/**
 * Measures whether writes stay as fast as at first: 400 writes a second (half of them open a ticket, half answer one)
 * beside agents who read the queue of 100,000 open tickets, for ten minutes. Reference: the first minute of the same
 * run. SOAK_MINUTES and SOAK_TICKETS make it shorter.
 */
export const benchSoak = (): Promise<void> =>
  withFolder(async (folder) => {
    await prepare(folder);
    const server = await BenchServer.start(folder, 'http,projections,deadlines,processes');
    const agentToken = await issueToken(
      { kind: 'agent', subject: 'kenji', days: 1 },
      settingsFrom({ DATA_DIR: folder }),
    );
    const connections = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    const send = sender(server.info.url, connections);
    const minutes: RecordableHistogram[] = Array.from({ length: MINUTES }, () => createHistogram());
    const reads = createHistogram();
    const memory: number[] = [];
    const sampling = setInterval(
      () => void server.memory().then((mebibytes) => memory.push(mebibytes)),
      SECONDS_A_MINUTE * 1_000,
    );
    const seconds = MINUTES * SECONDS_A_MINUTE;
    await Promise.all([
      paced({ perSecond: WRITES_PER_SECOND, seconds }, writer(send, server.info.token, agentToken), (time, second) =>
        minutes[Math.floor(second / SECONDS_A_MINUTE)]?.record(Math.max(1, Math.round(time * 1_000))),
      ),
      paced(
        { perSecond: QUEUE_READS_PER_SECOND, seconds },
        () => send({ method: 'GET', path: '/v1/desk/queue?limit=50', token: agentToken }),
        (time) => reads.record(Math.max(1, Math.round(time * 1_000))),
      ),
    ]);
    clearInterval(sampling);
    memory.push(await server.memory());
    connections.destroy();
    server.stop();
    const [first, last] = [p99(minutes[0]), p99(minutes.at(-1))];
    const tickets = OPEN_TICKETS.toLocaleString('en');
    printRow({
      what: `${WRITES_PER_SECOND} writes/s for ${MINUTES} × ${SECONDS_A_MINUTE} s, ${tickets} open tickets`,
      measured: [
        `p99 by minute ${minutes.map((times) => ms(p99(times))).join(', ')}`,
        `queue p99 ${ms(p99(reads))}`,
        `memory ${memory.map((mebibytes) => Math.round(mebibytes)).join(', ')} MiB`,
      ].join('; '),
      reference: `first minute p99 ${ms(first)}`,
      ratio: ratio(last, first),
      aim: '≤ 1.5; memory flat',
    });
  });
