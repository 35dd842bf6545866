import { TicketCommandMessage } from '@ledgerdesk/application';
import { decode, type ReadableLog, START } from '@ledgerdesk/event-store';
import { envelope, openTicket, withFolder, withServer } from './bench-engine.js';
import { underLoad } from './measure.js';
import { prepareTeam } from './prepared-team.js';
import { ms, printRow, rate, ratio } from './report.js';
import { inSize } from './size.js';

const CALLERS = [
  { callers: 1, aim: 0.85 },
  { callers: 32, aim: 0.85 },
  { callers: 256, aim: 0.75 },
];
/** Sealing and not take turns, so that what else the machine does weighs on both. */
const ROUNDS = inSize({ short: 1, standard: 5 });
const RUN_MS = inSize({ short: 50, standard: 2_000 });

interface Measured {
  readonly perSecond: number;
  readonly p99: number;
  /** Events read and decoded per second. */
  readonly read: number;
}

const readRate = async (log: ReadableLog): Promise<number> => {
  const started = performance.now();
  let events = 0;
  for (let after = START, end = false; !end;) {
    const page = await log.readAll({ after });
    events += page.events.map(decode).length;
    [after, end] = [page.scannedTo, page.end];
  }
  return (events / (performance.now() - started)) * 1000;
};

const measure = (callers: number, isSealing: boolean): Promise<Measured> =>
  withFolder((folder) =>
    withServer(
      folder,
      { ROLES: 'http' },
      async (server, engine) => {
        await prepareTeam(server);
        const load = await underLoad(callers, RUN_MS, () => {
          const sent = envelope();
          const input = openTicket(sent.commandId);
          return server.commands.execute(new TicketCommandMessage(sent, input.ticketId, input));
        });
        return { ...load, read: await readRate(engine.store) };
      },
      (engine) => (isSealing ? engine : { ...engine, keys: undefined }),
    ),
  );

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Measures what sealing costs: commands with one sealed event of two, and reading them. */
export const benchSealing = async (): Promise<void> => {
  for (const { callers, aim } of CALLERS) {
    const runs: { readonly sealed: Measured[]; readonly clear: Measured[] } = { sealed: [], clear: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      runs.clear.push(await measure(callers, false));
      runs.sealed.push(await measure(callers, true));
    }
    const of = (kind: keyof typeof runs, field: keyof Measured): number => median(runs[kind].map((run) => run[field]));
    printRow({
      what: `OpenTicket in process, sealed, ${callers} caller${callers > 1 ? 's' : ''}`,
      measured: `${rate(of('sealed', 'perSecond'))}, p99 ${ms(of('sealed', 'p99'))}`,
      reference: `in clear ${rate(of('clear', 'perSecond'))}, p99 ${ms(of('clear', 'p99'))}`,
      ratio: ratio(of('sealed', 'perSecond'), of('clear', 'perSecond')),
      aim: `≥ ${aim}`,
    });
    if (callers === 256)
      printRow({
        what: 'Reading and decoding the log of these commands, half of its events sealed',
        measured: rate(of('sealed', 'read')),
        reference: `in clear ${rate(of('clear', 'read'))}`,
        ratio: ratio(of('sealed', 'read'), of('clear', 'read')),
        aim: '',
      });
  }
};
