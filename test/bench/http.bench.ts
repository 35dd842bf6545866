import autocannon from 'autocannon';
import { BenchServer } from './http-server.js';
import { type LoadRequest, pacedLoad } from './paced-load.js';
import { ms, printRow, rate, ratio } from './report.js';
import { withFolder, ticketBody } from './bench-engine.js';
import { inSize } from './size.js';

const CONNECTIONS = 64;
const SECONDS = inSize({ short: 1, standard: 8 });
const WARM_UP_SECONDS = inSize({ short: 1, standard: 3 });

const requestTo = ({ info: { url, token } }: BenchServer, path: string): LoadRequest => ({
  url: url + path,
  body: JSON.stringify(ticketBody),
  connections: CONNECTIONS,
  headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
});

/** Measures requests per second when every connection sends its next request as soon as the last is answered. */
const saturatedRate = async (request: LoadRequest, seconds = SECONDS): Promise<number> => {
  const result = await autocannon({ ...request, method: 'POST', duration: seconds });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refusals and ${result.errors} errors at ${request.url}`);
  return result.requests.average;
};

const measure = async (what: string, roles: string, aim: string): Promise<void> =>
  withFolder(async (folder) => {
    const server = await BenchServer.start(folder, roles);
    const [constant, tickets] = [requestTo(server, '/bench/constant'), requestTo(server, '/v1/tickets')];
    await saturatedRate(constant, WARM_UP_SECONDS);
    const reference = await saturatedRate(constant);
    const reached = await saturatedRate(tickets);
    const pace = reached * 0.7;
    const steady = await pacedLoad(tickets, pace, SECONDS);
    const steadyReference = await pacedLoad(constant, pace, SECONDS);
    server.stop();
    printRow({
      what: `POST /v1/tickets at ${CONNECTIONS} connections, ${what}`,
      measured: `${rate(reached)}; at 70 %: p99 ${ms(steady)}`,
      reference: [
        `same route, authentication, DTO and bus, constant response ${rate(reference)}`,
        `at the same rate: p99 ${ms(steadyReference)}`,
      ].join('; '),
      ratio: ratio(reached, reference),
      aim,
    });
  });

/** Measures POST /v1/tickets under load from this process. Reference: the same route with a constant response. */
export const benchHttp = async (): Promise<void> => {
  await measure('read models paused', 'http', '≥ 0.5; p99 < 50 ms');
  await measure(
    'read models and scheduler live',
    'http,projections,deadlines',
    '≥ 0.35 of a bare Nest application, not measured here; p99 < 50 ms',
  );
};
