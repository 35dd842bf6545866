import autocannon from 'autocannon';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ticketBody, withFolder } from './bench-engine.js';
import { BenchServer } from './http-server.js';
import { ms, printRow, rate, ratio } from './report.js';
import { inSize } from './size.js';

const CAPACITY_CONNECTIONS = 64;
const WARM_UP_SECONDS = inSize({ short: 1, standard: 3 });
const OVERLOAD_CONNECTIONS = inSize({ short: 200, standard: 1_500 });
const OVERLOAD = 3;
const MEASURE_SECONDS = inSize({ short: 1, standard: 10 });
const SPREAD_SECONDS = inSize({ short: 1, standard: 60 });
const BURST_SECONDS = inSize({ short: 1, standard: 20 });
/** Generators of the load that is spread: each sends its requests of a second at once, and the next one later. */
const GENERATORS = 20;
/** An engine returns memory when it has been idle for 10 to 20 seconds. */
const REST_MS = inSize({ short: 100, standard: 30_000 });

/** A server under load. */
interface Target {
  readonly url: string;
  readonly token: string;
}

/** Requests of one generator. */
interface Load {
  readonly connections: number;
  readonly duration: number;
  readonly overallRate?: number;
}

/** Responses to an overload. */
interface Outcome {
  readonly recorded: number;
  readonly refused: number;
  readonly errors: number;
}

/** Times of health checks, in ms. */
interface HealthTimes {
  readonly longest: number;
  readonly p99: number;
}

const load = ({ url, token }: Target, options: Load) =>
  autocannon({
    url: `${url}/v1/tickets`,
    method: 'POST',
    body: JSON.stringify(ticketBody),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    ...options,
  });

/** Sends `perSecond` requests by this number of generators, which start one after the other within a second. */
const overload = async (target: Target, perSecond: number, seconds: number, generators: number): Promise<Outcome> => {
  const results = await Promise.all(
    Array.from({ length: generators }, async (_, n) => {
      await pause((n * 1_000) / generators);
      return load(target, {
        connections: OVERLOAD_CONNECTIONS / generators,
        duration: seconds,
        overallRate: Math.round(perSecond / generators),
      });
    }),
  );
  const sum = (count: (result: autocannon.Result) => number) => results.reduce((total, one) => total + count(one), 0);
  return {
    recorded: sum((result) => result['2xx']) / seconds,
    refused: sum(({ non2xx }) => non2xx) / seconds,
    errors: sum(({ errors }) => errors),
  };
};

/** Runs `work` while a process asks for the server's health. Returns its result and the times of the answers. */
const withHealthChecks = async <T>(url: string, work: () => Promise<T>): Promise<readonly [T, HealthTimes]> => {
  const checks = fork(join(import.meta.dirname, 'health-process.js'), [url]);
  const result = await work();
  checks.send('stop');
  const [times] = (await once(checks, 'message')) as [HealthTimes];
  return [result, times];
};

const healthOf = ({ longest, p99 }: HealthTimes): string => `health longest ${ms(longest)}, p99 ${ms(p99)}`;
const outcomeOf = ({ recorded, refused, errors }: Outcome): string =>
  `recorded ${rate(recorded)}, refused ${rate(refused)}, errors ${errors}`;

/** Measures health checks of a bare Node.js server under the same bursts. */
const bareHealth = async (perSecond: number): Promise<HealthTimes> => {
  const bare = fork(join(import.meta.dirname, 'bare-server.js'));
  const [url] = (await once(bare, 'message')) as [string];
  const [, health] = await withHealthChecks(url, () => overload({ url, token: '' }, perSecond, BURST_SECONDS, 1));
  bare.kill();
  return health;
};

/**
 * Measures what an engine does under three times the load that it can serve: how many tickets it still records, how
 * fast it answers health checks, and whether its memory comes back. The requests are spread over each second, then all
 * connections and the requests of each second come at once. References: its capacity, and a server of Node alone under
 * the same bursts, both in the same run.
 */
export const benchOverload = (): Promise<void> =>
  withFolder(async (folder) => {
    const server = await BenchServer.start(folder, 'http,projections,deadlines,processes');
    await load(server.info, { connections: CAPACITY_CONNECTIONS, duration: WARM_UP_SECONDS });
    const { requests } = await load(server.info, { connections: CAPACITY_CONNECTIONS, duration: MEASURE_SECONDS });
    const capacity = requests.average;
    const perSecond = capacity * OVERLOAD;
    const before = await server.memory();
    const underHealthChecks = (seconds: number, generators: number) =>
      withHealthChecks(server.info.url, () => overload(server.info, perSecond, seconds, generators));
    const [spread, spreadHealth] = await underHealthChecks(SPREAD_SECONDS, GENERATORS);
    const during = await server.memory();
    const [burst, burstHealth] = await underHealthChecks(BURST_SECONDS, 1);
    await pause(REST_MS);
    const after = await server.memory();
    server.stop();
    printRow({
      what: `POST /v1/tickets at ${OVERLOAD} × capacity, ${OVERLOAD_CONNECTIONS} connections, ${SPREAD_SECONDS} s`,
      measured: [
        outcomeOf(spread),
        healthOf(spreadHealth),
        `memory ${Math.round(before)}, ${Math.round(during)}, after a rest ${Math.round(after)} MiB`,
      ].join('; '),
      reference: `capacity ${rate(capacity)}`,
      ratio: ratio(spread.recorded, capacity),
      aim: '≥ 0.8; health ≤ 100 ms; memory back',
    });
    const bare = await bareHealth(perSecond);
    printRow({
      what: `The same, connections at once, and the requests of each second at once, ${BURST_SECONDS} s`,
      measured: [outcomeOf(burst), healthOf(burstHealth)].join('; '),
      reference: `a server of Node alone, which refuses nothing: ${healthOf(bare)}`,
      ratio: ratio(burstHealth.longest, bare.longest),
      aim: 'health ≤ 100 ms',
    });
  });
