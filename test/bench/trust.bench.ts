import { TicketCommandMessage } from '@ledgerdesk/application';
import type { Server } from '../../apps/server/http-server.js';
import { LedgerWorker } from '../../apps/server/ledger/ledger-worker.js';
import { storageConfigOf } from '../../apps/server/storage.js';
import { ThreadedCommitter } from '../../libs/event-store/sqlite/threaded-committer.js';
import { envelope, openTicket, withFolder, withServer } from './bench-engine.js';
import { medianOf } from './medians.js';
import { underLoad } from './measure.js';
import { prepareTeam } from './prepared-team.js';
import { ms, printRow, rate, ratio } from './report.js';
import { inSize } from './size.js';

const CALLERS = [
  { callers: 1, aim: 0.85 },
  { callers: 32, aim: 0.85 },
  { callers: 256, aim: 0.75 },
];
/** Both engines take turns, so that what else the machine does weighs on both. */
const ROUNDS = inSize({ short: 1, standard: 7 });
const RUN_MS = inSize({ short: 60, standard: 3_000 });
const WITHOUT_TREE = new URL('./writer-without-tree.js', import.meta.url);

interface Measured {
  readonly perSecond: number;
  readonly p99: number;
}

const openTickets = async (server: Server, callers: number): Promise<Measured> => {
  await prepareTeam(server);
  const load = (runMs: number): Promise<Measured> =>
    underLoad(callers, runMs, () => {
      const sent = envelope();
      const input = openTicket(sent.commandId);
      return server.commands.execute(new TicketCommandMessage(sent, input.ticketId, input));
    });
  await load(RUN_MS / 3);
  return load(RUN_MS);
};

/** An engine as it is: events are sealed, their leaves recorded, and checkpoints signed. */
const withTrust = (callers: number): Promise<Measured> =>
  withFolder((folder) =>
    withServer(folder, { ROLES: 'http' }, async (server, engine) => {
      const signer = LedgerWorker.inThread({ storage: storageConfigOf(engine.settings), config: engine.ledger });
      try {
        return await openTickets(server, callers);
      } finally {
        await signer.stop();
      }
    }),
  );

/** The same engine with events in clear, no tree and no checkpoints. */
const withoutTrust = async (callers: number): Promise<Measured> => {
  const start = ThreadedCommitter.start.bind(ThreadedCommitter);
  ThreadedCommitter.start = (data, observer) => start(data, observer, WITHOUT_TREE);
  try {
    return await withFolder((folder) =>
      withServer(
        folder,
        { ROLES: 'http' },
        (server) => openTickets(server, callers),
        (engine) => ({ ...engine, keys: undefined }),
      ),
    );
  } finally {
    ThreadedCommitter.start = start;
  }
};

/** Measures what sealing, leaves and checkpoints cost commands, of which one of two events is sealed. */
export const benchTrust = async (): Promise<void> => {
  for (const { callers, aim } of CALLERS) {
    const [sealed, clear]: [Measured[], Measured[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      clear.push(await withoutTrust(callers));
      sealed.push(await withTrust(callers));
    }
    const of = (runs: readonly Measured[], field: keyof Measured): number => medianOf(runs.map((run) => run[field]));
    printRow({
      what: `OpenTicket in process, sealed and in the tree, ${callers} caller${callers > 1 ? 's' : ''}`,
      measured: `${rate(of(sealed, 'perSecond'))}, p99 ${ms(of(sealed, 'p99'))}`,
      reference: `in clear, without a tree ${rate(of(clear, 'perSecond'))}, p99 ${ms(of(clear, 'p99'))}`,
      ratio: ratio(of(sealed, 'perSecond'), of(clear, 'perSecond')),
      aim: `≥ ${aim}`,
    });
  }
};
