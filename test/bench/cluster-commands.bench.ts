import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import autocannon from 'autocannon';
import { randomUUID } from 'node:crypto';
import { withFolder, ticketBody } from './bench-engine.js';
import { BenchServer } from './http-server.js';
import { startLogServer } from './log-server.js';
import { underLoad } from './measure.js';
import { medians } from './medians.js';
import { withNode } from './one-node.js';
import { printRow, rate, ratio } from './report.js';
import { serverCalls } from './server-calls.js';
import { inSize } from './size.js';

const CALLERS = [1, 32];
const SECONDS = inSize({ short: 1, standard: 5 });
const ROUNDS = inSize({ short: 1, standard: 3 });
/** Long enough for the engine's code to be compiled: what is measured is an engine that has run for a while. */
const WARM_UP_SECONDS = inSize({ short: 1, standard: 15 });
const WARM_UP_CALLERS = 32;
/** The roles of an engine that does everything, and of one that leaves all but requests to others. */
const ROLES = { 'all roles': 'http,projections,deadlines,processes', 'role http': 'http' } as const;
type Roles = keyof typeof ROLES;

const plural = (callers: number): string => `${callers} caller${callers > 1 ? 's' : ''}`;

/** Two events of the size of those of the command that opens a ticket. */
const twoEvents = () =>
  ['TicketOpened', 'ResponseClockStarted'].map((type) =>
    jsonEvent({
      type,
      data: { body: 'Nothing has synced since morning. '.repeat(15) },
      metadata: { id: randomUUID() },
    }),
  );

/** Appends per second of the bare client: each one two events to a new stream, by its default call. */
const appendRate = async (client: EventStoreDBClient, callers: number): Promise<number> => {
  const { perSecond } = await underLoad(callers, SECONDS * 1_000, () =>
    client.appendToStream(`bare-${randomUUID()}`, twoEvents(), { expectedRevision: NO_STREAM }),
  );
  return perSecond;
};

const postRate = async ({ info: { url, token } }: BenchServer, callers: number, seconds = SECONDS): Promise<number> => {
  const { requests, non2xx, errors } = await autocannon({
    url: `${url}/v1/tickets`,
    method: 'POST',
    body: JSON.stringify(ticketBody),
    connections: callers,
    duration: seconds,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  });
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} refusals and ${errors} errors at ${url}`);
  return requests.average;
};

/** Calls `work` with an engine in a process of its own, after many requests. */
const withServer = (
  roles: Roles,
  settings: Readonly<Record<string, string>>,
  work: (server: BenchServer) => Promise<void>,
): Promise<void> =>
  withFolder(async (folder) => {
    const server = await BenchServer.start(folder, ROLES[roles], settings);
    try {
      await postRate(server, WARM_UP_CALLERS, WARM_UP_SECONDS);
      await work(server);
    } finally {
      server.stop();
    }
  });

/** Measures POST /v1/tickets with the log on one node, and counts calls. Reference: appends of the bare client. */
const benchOnNode = (roles: Roles): Promise<void> =>
  withNode(({ url, port }) =>
    withServer(roles, { EVENTSTORE_URL: url }, async (server) => {
      const client = EventStoreDBClient.connectionString(url);
      for (const callers of CALLERS) {
        let [commands, appends, reads] = [0, 0, 0];
        const countedPostRate = async (): Promise<number> => {
          const before = await serverCalls(port);
          const perSecond = await postRate(server, callers);
          const after = await serverCalls(port);
          commands += perSecond * SECONDS;
          appends += after.appends - before.appends;
          reads += after.reads - before.reads;
          return perSecond;
        };
        const [bare, posts] = await medians(ROUNDS, () => appendRate(client, callers), countedPostRate);
        const calls = `${ratio(appends, commands)} appends and ${ratio(reads, commands)} reads a command`;
        printRow({
          what: `POST /v1/tickets, the log on one node, ${roles}, ${plural(callers)}`,
          measured: `${rate(posts)}; ${calls}`,
          reference: `bare client's appends of two events ${rate(bare)}`,
          ratio: ratio(posts, bare),
          aim: `≥ 0.5; ≤ ${callers === 1 ? '1.2' : '1.1'} calls`,
        });
      }
      await client.dispose();
    }),
  );

/** Measures POST /v1/tickets with the log behind another engine's gateway. Reference: the embedded log. */
const benchOnGateway = (): Promise<void> =>
  withFolder(async (folder) => {
    await using gateway = await startLogServer('gateway-process.js', folder);
    await withServer('all roles', {}, (embedded) =>
      withServer('all roles', { EVENTSTORE_URL: gateway.url }, async (remote) => {
        for (const callers of CALLERS) {
          const [own, through] = await medians(
            ROUNDS,
            () => postRate(embedded, callers),
            () => postRate(remote, callers),
          );
          printRow({
            what: `POST /v1/tickets, the log behind another engine's gateway, all roles, ${plural(callers)}`,
            measured: rate(through),
            reference: `embedded log ${rate(own)}`,
            ratio: ratio(through, own),
            aim: '≥ 0.5',
          });
        }
      }),
    );
  });

/** Measures commands of an engine whose log is elsewhere. */
export const benchClusterCommands = async (): Promise<void> => {
  for (const roles of ['all roles', 'role http'] as const) await benchOnNode(roles);
  await benchOnGateway();
};
