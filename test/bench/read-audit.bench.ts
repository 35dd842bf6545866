import { TicketCommandMessage } from '@ledgerdesk/application';
import { isRefusal } from '@ledgerdesk/kernel';
import type { ReadAudit } from '@ledgerdesk/read-audit';
import autocannon from 'autocannon';
import { createServer, type Server } from '../../apps/server/http-server.js';
import type { Engine } from '../../apps/server/index.js';
import { tokenSigner } from '../../apps/cli/token/token.command.js';
import { envelope, openTicket, withEngine, withFolder } from './bench-engine.js';
import { medianOf } from './medians.js';
import { prepareTeam } from './prepared-team.js';
import { ms, printRow, rate, ratio } from './report.js';
import { inSize } from './size.js';

const TICKETS = inSize({ short: 20, standard: 2_000 });
const ROUNDS = inSize({ short: 1, standard: 3 });
const SECONDS = inSize({ short: 1, standard: 4 });
const PAGE = '/v1/desk/queue?limit=50';

/** The engine with a read audit that records nothing. */
const unrecorded = (engine: Engine): Engine => {
  const record: ReadAudit['record'] = async () => undefined;
  return { ...engine, readAudit: Object.assign(Object.create(engine.readAudit) as ReadAudit, { record }) };
};

const listen = async (server: Server): Promise<string> => {
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  return server.app.getUrl();
};

const fill = async (server: Server, engine: Engine): Promise<void> => {
  await prepareTeam(server);
  for (let n = 0; n < TICKETS; n += 1) {
    const command = envelope();
    const outcome = await server.commands.execute(
      new TicketCommandMessage(command, `bench-${n}`, { ...openTicket(command.commandId), ticketId: `bench-${n}` }),
    );
    if (isRefusal(outcome)) throw new Error(outcome.message);
  }
  if (!(await engine.projectionProgress.waitFor(await engine.store.head(), 60_000)))
    throw new Error('The read models have not caught up.');
};

interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Requests the page repeatedly from a separate thread. */
const load = async (url: string, token: string, connections: number): Promise<Load> => {
  const headers = { authorization: `Bearer ${token}` };
  const result = await autocannon({ url: url + PAGE, headers, connections, duration: SECONDS, workers: 1 });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals, ${result.errors} errors`);
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
};

const medianLoad = (loads: readonly Load[]): Load => ({
  perSecond: medianOf(loads.map(({ perSecond }) => perSecond)),
  p50: medianOf(loads.map(({ p50 }) => p50)),
  p99: medianOf(loads.map(({ p99 }) => p99)),
});

const describe = ({ perSecond, p50, p99 }: Load): string => `${rate(perSecond)}; p50 ${ms(p50)}, p99 ${ms(p99)}`;

/** Measures a page of the agents' queue that is on record, beside the same page that is not. */
export const benchReadAudit = (): Promise<void> =>
  withFolder((folder) =>
    withEngine(folder, { ROLES: 'http,projections', CONNECTIONS_PER_ADDRESS: '10000' }, async (engine) => {
      const [server, reference] = [await createServer(engine), await createServer(unrecorded(engine))];
      await fill(server, engine);
      const token = await tokenSigner(engine.secrets.signInKey(), engine.settings).then((sign) =>
        sign({ kind: 'agent', subject: 'kenji', days: 1 }),
      );
      const [url, referenceUrl] = [await listen(server), await listen(reference)];
      for (const connections of [1, 32]) {
        const [recorded, plain]: [Load[], Load[]] = [[], []];
        for (let round = 0; round < ROUNDS; round += 1) {
          recorded.push(await load(url, token, connections));
          plain.push(await load(referenceUrl, token, connections));
        }
        const [measured, base] = [medianLoad(recorded), medianLoad(plain)];
        printRow({
          what: `GET ${PAGE} by an agent, on record, at ${connections} connections`,
          measured: describe(measured),
          reference: `the same page without its record ${describe(base)}`,
          ratio: ratio(measured.perSecond, base.perSecond),
          aim: '≥ 0.5',
        });
      }
      await Promise.all([server.close(), reference.close()]);
    }),
  );
