import autocannon from 'autocannon';
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type LoadRequest, pacedLoad } from './paced-load.js';
import { ms, print, rate, ratio } from './report.js';
import { inFolder, ticketBody } from './workplace.js';

/** What the served process tells: where it listens and with which token to call it. */
interface Served {
  readonly url: string;
  readonly token: string;
}

const CONNECTIONS = 64;
const SECONDS = 8;

const serve = async (
  folder: string,
  roles: string,
): Promise<{ readonly process: ChildProcess; readonly served: Served }> => {
  const process = fork(join(import.meta.dirname, 'served.js'), [folder, roles]);
  const served = await new Promise<Served>((resolve, reject) => {
    process.once('message', (message) => resolve(message as Served));
    process.once('exit', () => reject(new Error('The served process ended.')));
  });
  return { process, served };
};

const requestTo = ({ url, token }: Served, path: string): LoadRequest => ({
  url: url + path,
  body: JSON.stringify(ticketBody),
  connections: CONNECTIONS,
  headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
});

/** Requests a second when every connection sends the next as soon as the last is answered. */
const most = async (request: LoadRequest, seconds = SECONDS): Promise<number> => {
  const result = await autocannon({ ...request, method: 'POST', duration: seconds });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refusals and ${result.errors} errors at ${request.url}`);
  return result.requests.average;
};

const measure = async (what: string, roles: string, aim: string): Promise<void> =>
  inFolder(async (folder) => {
    const { process, served } = await serve(folder, roles);
    const [constant, tickets] = [requestTo(served, '/bench/constant'), requestTo(served, '/v1/tickets')];
    await most(constant, 3);
    const reference = await most(constant);
    const reached = await most(tickets);
    const pace = reached * 0.7;
    const steady = await pacedLoad(tickets, pace, SECONDS);
    const steadyReference = await pacedLoad(constant, pace, SECONDS);
    process.kill();
    print({
      what: `POST /v1/tickets at ${CONNECTIONS} connections, ${what}`,
      measured: `${rate(reached)}; at 70 %: p99 ${ms(steady)}`,
      reference: `same route, sign-in, DTO and bus, constant answer ${rate(reference)}; at the same pace: p99 ${ms(steadyReference)}`,
      ratio: ratio(reached, reference),
      aim,
    });
  });

/** Opening tickets over HTTP, beside the same way in with nothing behind it. The load comes from this process. */
export const benchHttp = async (): Promise<void> => {
  await measure('read models paused', 'http', '≥ 0.5; p99 < 50 ms');
  await measure('read models and deadlines live', 'http,projections,deadlines', '≥ 0.3; p99 < 50 ms');
};
