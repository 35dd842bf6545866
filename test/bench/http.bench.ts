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

interface Setup {
  readonly what: string;
  readonly roles: string;
  readonly aim: string;
}

/** Measures an engine, beside its own route with a constant response. Returns both rates. */
const measure = ({ what, roles, aim }: Setup): Promise<{ readonly reached: number; readonly constant: number }> =>
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
    return { reached, constant: reference };
  });

/** The rate of a bare Nest application that validates the same bodies and sends them over a command bus. */
const bareRate = async (): Promise<number> => {
  const server = await BenchServer.startBare();
  const tickets = requestTo(server, '/v1/tickets');
  await saturatedRate(tickets, WARM_UP_SECONDS);
  const reached = await saturatedRate(tickets);
  server.stop();
  return reached;
};

/**
 * Measures POST /v1/tickets under load from this process. References: the same route with a constant response, and a
 * bare Nest application with ValidationPipe and CommandBus.
 */
export const benchHttp = async (): Promise<void> => {
  await measure({ what: 'read models paused', roles: 'http', aim: '≥ 0.5; p99 < 50 ms' });
  const live = { what: 'read models and scheduler live', roles: 'http,projections,deadlines' };
  const { reached, constant } = await measure({ ...live, aim: 'reported; p99 < 50 ms' });
  const bare = await bareRate();
  printRow({
    what: 'The same route with a constant response',
    measured: rate(constant),
    reference: `a bare Nest application with ValidationPipe and CommandBus, constant response ${rate(bare)}`,
    ratio: ratio(constant, bare),
    aim: 'reported',
  });
  printRow({
    what: `POST /v1/tickets at ${CONNECTIONS} connections, ${live.what}`,
    measured: rate(reached),
    reference: `the same bare application ${rate(bare)}`,
    ratio: ratio(reached, bare),
    aim: '≥ 0.35',
  });
};
