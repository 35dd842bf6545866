import { ticketsOf } from '@ledgerdesk/projections';
import { openReadStoreView } from '@ledgerdesk/read-store/sqlite';
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
