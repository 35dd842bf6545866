import { ticketsOf } from '@ledgerdesk/projections';
import { openReadStoreView } from '@ledgerdesk/read-store/sqlite';
import { ms, print, rate } from './report.js';
import { underLoad } from './measure.js';

/** One page of 50 of an admin's tickets, newest first, with the whole log folded. */
export const benchLists = async (file: string, events: number): Promise<void> => {
  const view = openReadStoreView(file);
  let team = 0;
  const measured = await underLoad(1, 3_000, () =>
    ticketsOf(view, { teamId: `team-${team++ % 400}`, requesterId: 'admin' }, { status: 'open' }),
  );
  await view.close();
  print({
    what: `Ticket list page (50 rows, open) at ${events.toLocaleString('en')} events`,
    measured: `p50 ${ms(measured.p50)}, p99 ${ms(measured.p99)}, ${rate(measured.perSecond)}`,
    reference: '–',
    ratio: '–',
    aim: 'p99 < 5 ms',
  });
};
