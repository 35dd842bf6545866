import autocannon from 'autocannon';
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { ms, print, rate, ratio } from './report.js';
import { inFolder, ticketBody } from './workplace.js';

/** What the served process tells: where it listens and with which token to call it. */
interface Served {
  readonly url: string;
  readonly token: string;
}

interface Run {
  readonly perSecond: number;
  readonly p99: number;
}

const CONNECTIONS = 64;
const SECONDS = 8;

const serve = async (folder: string, roles: string): Promise<{ readonly process: ChildProcess; readonly served: Served }> => {
  const process = fork(join(import.meta.dirname, 'served.js'), [folder, roles]);
  const served = await new Promise<Served>((resolve, reject) => {
    process.once('message', (message) => resolve(message as Served));
    process.once('exit', () => reject(new Error('The served process ended.')));
  });
  return { process, served };
};

const load = async ({ url, token }: Served, path: string, perSecond?: number): Promise<Run> => {
  const result = await autocannon({
    url: url + path, method: 'POST', connections: CONNECTIONS, duration: SECONDS, body: JSON.stringify(ticketBody),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    ...(perSecond === undefined ? {} : { overallRate: Math.round(perSecond) }),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals and ${result.errors} errors at ${path}`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
};

const measure = async (what: string, roles: string, aim: string): Promise<void> => inFolder(async (folder) => {
  const { process, served } = await serve(folder, roles);
  await load(served, '/bench/constant', 2_000);
  const constant = await load(served, '/bench/constant');
  const tickets = await load(served, '/v1/tickets');
  const steady = await load(served, '/v1/tickets', tickets.perSecond * 0.7);
  process.kill();
  print({
    what: `POST /v1/tickets at ${CONNECTIONS} connections, ${what}`,
    measured: `${rate(tickets.perSecond)}; at 70 %: p99 ${ms(steady.p99)}`,
    reference: `same route, sign-in, DTO and bus, constant answer ${rate(constant.perSecond)}`,
    ratio: ratio(tickets.perSecond, constant.perSecond), aim,
  });
});

/** Opening tickets over HTTP, beside the same way in with nothing behind it. The load comes from this process. */
export const benchHttp = async (): Promise<void> => {
  await measure('read models paused', 'http', '≥ 0.5; p99 < 50 ms');
  await measure('read models and deadlines live', 'http,projections,deadlines', '≥ 0.3; p99 < 50 ms');
};
