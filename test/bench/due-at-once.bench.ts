import { pagesOf, type StoredEvent } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { millisOf } from '@ledgerdesk/kernel';
import { Agent } from 'node:http';
import { join } from 'node:path';
import type { RecordableHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataFolderAt } from '../../apps/server/index.js';
import { ticketBody, withEngine, withFolder } from './bench-engine.js';
import { dueTimeOf, fillTimers } from './big-log.js';
import { BenchServer } from './http-server.js';
import { underLoad } from './measure.js';
import { pacedWhile } from './paced-load.js';
import { ReferenceStore } from './reference-store.js';
import { ms, printRow, rate, ratio } from './report.js';
import { sender } from './sender.js';
import { givenOrInSize, inSize } from './size.js';

const ARMED = givenOrInSize('BENCH_TIMERS', { short: 400, standard: 1_000_000 });
const DUE = givenOrInSize('BENCH_DUE', { short: 200, standard: 100_000 });
/** Half of the rate at which an engine and its load generator still have time to spare on two cores. */
const PER_SECOND = givenOrInSize('BENCH_PER_SECOND', { short: 50, standard: 200 });
const WARM_UP_MS = inSize({ short: 100, standard: 5_000 });
const BEFORE_MS = inSize({ short: 500, standard: 20_000 });
const REFERENCE_MS = inSize({ short: 50, standard: 4_000 });
/** Appends of the reference at a time: as many as the scheduler has in flight. */
const IN_FLIGHT = 16;
const CONNECTIONS = 64;
const POLL_MS = inSize({ short: 20, standard: 250 });
const LIMIT_MS = 1_800_000;
/** The clock is moved this far beyond the last due time. */
const MARGIN_MS = 60_000;

const p99 = (times: RecordableHistogram): number => times.percentile(99) / 1_000;

/** Fills a log with armed timers, and builds the read models. */
const prepare = (folder: string, at: number): Promise<void> =>
  withEngine(
    folder,
    { ROLES: 'projections' },
    async (engine) => {
      await fillTimers(engine.store, { armed: ARMED, due: DUE, at });
      await engine.startProjections();
      if (!(await engine.projectionProgress.waitFor(await engine.store.head(), LIMIT_MS)))
        throw new Error('The read models have not caught up.');
    },
    { deferProjections: true },
  );

/** Resolves when no timer is due or in flight any more. */
const allFired = async (server: BenchServer): Promise<void> => {
  const startedAt = performance.now();
  while (!((await server.msToNextTimer()) ?? 0)) {
    if (performance.now() - startedAt > LIMIT_MS) throw new Error('Timers are still due.');
    await sleep(POLL_MS);
  }
};

/** The recorded breaches, in the order of the log. */
const breachesIn = async (folder: string): Promise<readonly StoredEvent[]> => {
  const log = openSqliteLog({ file: dataFolderAt(folder).events });
  const breaches: StoredEvent[] = [];
  for await (const { events } of pagesOf(log, { limit: 2_000 }))
    breaches.push(...events.filter(({ type }) => type === 'ResponseTargetBreached'));
  await log.close();
  return breaches;
};

/** Throws unless each due ticket has one breach, with its true due time. */
const checkDueTimes = (breaches: readonly StoredEvent[], at: number): void => {
  const recorded = breaches.map(
    ({ data }) => JSON.parse(data) as { readonly ticketId: string; readonly dueAt: string },
  );
  const wrong = recorded.filter(({ ticketId, dueAt }) => dueAt !== dueTimeOf(Number(ticketId.slice(1)), at));
  const tickets = new Set(recorded.map(({ ticketId }) => ticketId));
  if (wrong.length > 0 || tickets.size !== DUE || recorded.length !== DUE)
    throw new Error(`${recorded.length} breaches of ${tickets.size} tickets, ${wrong.length} with a wrong due time.`);
};

/** The rate, per second, at which events were recorded. */
const rateOf = (events: readonly StoredEvent[]): number => {
  const [first, last] = [events[0], events.at(-1)].map((event) => (event ? millisOf(event.recordedAt) : NaN));
  return (events.length * 1_000) / Math.max(1, Number(last) - Number(first));
};

/** The rate at which a bare writer thread appends events like this one. */
const bareRate = (folder: string, { id, type, recordedAt, occurredAt, data, metadata }: StoredEvent) => {
  const store = new ReferenceStore(join(folder, 'bare.db'));
  const text = id + type + recordedAt + occurredAt + data + metadata;
  let next = 0;
  return underLoad(IN_FLIGHT, REFERENCE_MS, () => store.append(`ticket-${next++}`, [text])).finally(() =>
    store.close(),
  );
};

/**
 * Measures what happens when many deadlines pass at once: the clock of a running engine is moved over them. Each breach
 * must have its true due time. References: a bare writer thread on events of the same size; and, for requests that
 * arrive at a steady pace meanwhile, their times before.
 */
export const benchDueAtOnce = (): Promise<void> =>
  withFolder(async (folder) => {
    const at = Date.now();
    await prepare(folder, at);
    const server = await BenchServer.startMovable(folder, 'http,projections,deadlines,processes');
    const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    const send = sender(server.info.url, agent);
    const openTicket = () => send({ method: 'POST', path: '/v1/tickets', token: server.info.token, body: ticketBody });
    await pacedWhile(PER_SECOND, openTicket, sleep(WARM_UP_MS));
    const before = await pacedWhile(PER_SECOND, openTicket, sleep(BEFORE_MS));
    await server.moveClock(Date.parse(dueTimeOf(DUE, at)) - Date.now() + MARGIN_MS);
    const during = await pacedWhile(PER_SECOND, openTicket, allFired(server));
    agent.destroy();
    await server.end();
    const breaches = await breachesIn(folder);
    checkDueTimes(breaches, at);
    const [sample] = breaches;
    if (!sample) throw new Error('No breach was recorded.');
    const [recorded, bare] = [rateOf(breaches), (await bareRate(folder, sample)).perSecond];
    const what = `${DUE.toLocaleString('en')} of ${ARMED.toLocaleString('en')} armed timers due at once`;
    printRow({
      what: `${what}: breaches recorded, each with its true due time`,
      measured: rate(recorded),
      reference: `bare writer thread, events of the same size, ${IN_FLIGHT} at a time ${rate(bare)}`,
      ratio: ratio(recorded, bare),
      aim: '≥ 0.5',
    });
    printRow({
      what: `POST /v1/tickets at ${PER_SECOND}/s meanwhile`,
      measured: `p99 ${ms(p99(during))}, median ${ms(during.percentile(50) / 1_000)}`,
      reference: `before: p99 ${ms(p99(before))}, median ${ms(before.percentile(50) / 1_000)}`,
      ratio: ratio(p99(during), p99(before)),
      aim: '≤ 2',
    });
  });
