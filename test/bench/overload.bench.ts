import autocannon from 'autocannon';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ticketBody, withFolder } from './bench-engine.js';
import { BenchServer } from './http-server.js';
import { ms, printRow, rate, ratio } from './report.js';

const CAPACITY_CONNECTIONS = 64;
const OVERLOAD_CONNECTIONS = 1_500;
const OVERLOAD = 3;
const SECONDS = 60;
const MEASURE_SECONDS = 10;
const REST_MS = 15_000;

/** Times of health checks, in ms. */
interface HealthTimes {
  readonly longest: number;
  readonly p99: number;
}

/** Runs `work` while a process asks for the server's health. Returns its result and the times of the answers. */
const withHealthChecks = async <T>(url: string, work: () => Promise<T>): Promise<readonly [T, HealthTimes]> => {
  const checks = fork(join(import.meta.dirname, 'health-process.js'), [url]);
  const result = await work();
  checks.send('stop');
  const [times] = (await once(checks, 'message')) as [HealthTimes];
  return [result, times];
};

/**
 * Measures what an engine does under three times the load that it can serve: how many tickets it still records, how
 * fast it answers health checks, and whether its memory comes back. Reference: its capacity, in the same run.
 */
export const benchOverload = (): Promise<void> =>
  withFolder(async (folder) => {
    const server = await BenchServer.start(folder, 'http,projections,deadlines,processes');
    const load = (options: { connections: number; duration: number; overallRate?: number }) =>
      autocannon({
        url: `${server.info.url}/v1/tickets`,
        method: 'POST',
        body: JSON.stringify(ticketBody),
        headers: { 'content-type': 'application/json', authorization: `Bearer ${server.info.token}` },
        ...options,
      });
    await load({ connections: CAPACITY_CONNECTIONS, duration: 3 });
    const { requests } = await load({ connections: CAPACITY_CONNECTIONS, duration: MEASURE_SECONDS });
    const capacity = requests.average;
    const before = await server.memory();
    const [overload, health] = await withHealthChecks(server.info.url, () =>
      load({
        connections: OVERLOAD_CONNECTIONS,
        duration: SECONDS,
        overallRate: Math.round(capacity * OVERLOAD),
      }),
    );
    const during = await server.memory();
    await pause(REST_MS);
    const after = await server.memory();
    server.stop();
    const goodput = overload['2xx'] / SECONDS;
    printRow({
      what: `POST /v1/tickets at ${OVERLOAD} × capacity, ${OVERLOAD_CONNECTIONS} connections, ${SECONDS} s`,
      measured: [
        `recorded ${rate(goodput)}, refused ${rate(overload.non2xx / SECONDS)}, errors ${overload.errors}`,
        `health longest ${ms(health.longest)}, p99 ${ms(health.p99)}`,
        `memory ${Math.round(before)}, ${Math.round(during)}, ${Math.round(after)} MiB`,
      ].join('; '),
      reference: `capacity ${rate(capacity)}`,
      ratio: ratio(goodput, capacity),
      aim: '≥ 0.8; health ≤ 100 ms; memory back',
    });
  });
