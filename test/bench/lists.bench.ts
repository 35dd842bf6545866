import { derivedId } from '@ledgerdesk/application';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { type EventSelector, placesOf, ticketsOf } from '@ledgerdesk/projections';
import { openReadStoreView } from '@ledgerdesk/read-store/sqlite';
import { readEventPage } from '../../apps/api/ledger/event-pages.js';
import { ms, printRow, rate } from './report.js';
import { underLoad } from './measure.js';

/** Measures one page of 50 of an admin's tickets, newest first, on rows of the big log. */
export const benchLists = async (file: string, events: number): Promise<void> => {
  const view = openReadStoreView(file);
  let team = 0;
  const measured = await underLoad(1, 3_000, () =>
    ticketsOf(view, { teamId: `team-${team++ % 400}`, requesterId: 'admin' }, { status: 'open' }),
  );
  await view.close();
  printRow({
    what: `Ticket list page (50 rows, open) at ${events.toLocaleString('en')} events`,
    measured: `p50 ${ms(measured.p50)}, p99 ${ms(measured.p99)}, ${rate(measured.perSecond)}`,
    reference: '–',
    ratio: '–',
    aim: 'p99 < 5 ms',
  });
};

const PAGE = 50;
const SELECTORS: Readonly<Record<string, (n: number) => EventSelector>> = {
  actor: () => ({ by: 'actor', actor: { kind: 'member', id: 'bench.admin' } }),
  'correlation id': (n) => ({ by: 'correlation', id: derivedId('bench', String(n)) }),
};

/** Measures pages of 50 events, newest first, that the event index finds in the big log. */
export const benchEvents = async (log: ReadableLog, file: string, events: number): Promise<void> => {
  const view = openReadStoreView(file);
  for (const [name, selectorOf] of Object.entries(SELECTORS)) {
    let n = 0;
    const measured = await underLoad(1, 3_000, async () => {
      const range = { order: 'desc', limit: PAGE } as const;
      const places = await placesOf(view, selectorOf(n++ % 100_000), range);
      return readEventPage(log, { order: 'desc', places }, { limit: PAGE });
    });
    printRow({
      what: `Events by ${name} (page of ${PAGE}) at ${events.toLocaleString('en')} events`,
      measured: `p50 ${ms(measured.p50)}, p99 ${ms(measured.p99)}, ${rate(measured.perSecond)}`,
      reference: '–',
      ratio: '–',
      aim: 'p99 < 10 ms',
    });
  }
  await view.close();
};
