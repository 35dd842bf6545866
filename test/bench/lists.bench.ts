import { derivedId } from '@ledgerdesk/application';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { type EventSelector, placesOf, ticketList, ticketsOf } from '@ledgerdesk/projections';
import { openReadStoreView } from '@ledgerdesk/read-store/sqlite';
import { readEventPage } from '../../apps/api/ledger/event-pages.js';
import { bareSqliteRows } from './bare-rows.js';
import { underLoad } from './measure.js';
import { ms, printRow, rate, ratio } from './report.js';
import { inSize } from './size.js';

const PAGE = 50;
const RUN_MS = inSize({ short: 50, standard: 3_000 });
const TICKETS_READ = 100_000;

/** The tickets that a bare statement reads. They exist if the log has five events a ticket. */
const keysFrom = (n: number, events: number): readonly string[] =>
  Array.from({ length: PAGE }, (_, at) => `t${(n * PAGE + at) % Math.max(PAGE, Math.floor(events / 5))}`);

/** Measures one page of 50 of an admin's tickets, newest first, on rows of the big log. */
export const benchLists = async (file: string, events: number): Promise<void> => {
  const [view, rows] = [openReadStoreView(file), bareSqliteRows(file, ticketList, PAGE)];
  let team = 0;
  const measured = await underLoad(1, RUN_MS, () =>
    ticketsOf(view, { teamId: `team-${team++ % 400}`, requesterId: 'admin' }, { status: 'open' }),
  );
  let n = 0;
  const bare = await underLoad(1, RUN_MS, () => rows.read(keysFrom(n++, events)));
  await Promise.all([view.close(), rows.close()]);
  printRow({
    what: `Ticket list page (50 rows, open) at ${events.toLocaleString('en')} events`,
    measured: `p50 ${ms(measured.p50)}, p99 ${ms(measured.p99)}, ${rate(measured.perSecond)}`,
    reference: `bare statement, 50 rows by key: p50 ${ms(bare.p50)}, p99 ${ms(bare.p99)}`,
    ratio: ratio(measured.p99, bare.p99),
    aim: 'p99 < 2 ms',
  });
};

const SELECTORS: Readonly<Record<string, (n: number) => EventSelector>> = {
  actor: () => ({ by: 'actor', actor: { kind: 'member', id: 'bench.admin' } }),
  'correlation id': (n) => ({ by: 'correlation', id: derivedId('bench', String(n)) }),
};

/** Measures pages of 50 events, newest first, that the event index finds in the big log. */
export const benchEvents = async (log: ReadableLog, file: string, events: number): Promise<void> => {
  const view = openReadStoreView(file);
  let at = 0;
  const bare = await underLoad(1, RUN_MS, () =>
    log.readAll({ after: String((at++ * PAGE) % Math.max(1, events - PAGE)), limit: PAGE }),
  );
  for (const [name, selectorOf] of Object.entries(SELECTORS)) {
    let n = 0;
    const measured = await underLoad(1, RUN_MS, async () => {
      const range = { order: 'desc', limit: PAGE } as const;
      const places = await placesOf(view, selectorOf(n++ % TICKETS_READ), range);
      return readEventPage(log, { order: 'desc', places }, { limit: PAGE });
    });
    printRow({
      what: `Events by ${name} (page of ${PAGE}) at ${events.toLocaleString('en')} events`,
      measured: `p50 ${ms(measured.p50)}, p99 ${ms(measured.p99)}, ${rate(measured.perSecond)}`,
      reference: `${PAGE} events in a row: p50 ${ms(bare.p50)}, p99 ${ms(bare.p99)}`,
      ratio: ratio(measured.p99, bare.p99),
      aim: 'p99 < 10 ms',
    });
  }
  await view.close();
};
