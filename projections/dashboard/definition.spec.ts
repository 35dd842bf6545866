import fc from 'fast-check';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { eventsOf, REQUESTERS, ticketHistories } from '../../test/support/arbitrary-history.js';
import { folded, readerAfter, readerFrom } from '../../test/support/folded.js';
import { happened, type Happening } from '../../test/support/recorded.js';
import { dashboard } from './definition.js';
import { totalsOf, type TicketTotals } from './queries.js';

const [aiko, ben, namesake] = REQUESTERS;
const [opened, solved] = [happened('TicketOpened'), happened('TicketSolved')];
const totals = (...happenings: readonly Happening[]): Promise<TicketTotals> =>
  totalsOf(readerAfter(dashboard, ...happenings), aiko);

/** Leaves out what no ticket goes through: solving what is not open, reopening what is not solved. Gives what stays open. */
const legal = (log: readonly RecordedEvent[]): { events: RecordedEvent[]; open: ReadonlySet<string> } => {
  const open = new Set<string>();
  const solvedOnes = new Set<string>();
  const events = log.filter(({ type, stream }) => {
    if (type === 'TicketOpened') return open.add(stream);
    if (type === 'TicketSolved') return open.delete(stream) && solvedOnes.add(stream);
    return type !== 'TicketReopened' || (solvedOnes.delete(stream) && open.add(stream));
  });
  return { events, open };
};

describe('the dashboard', () => {
  it('D1 keeps one row for each requester', () => {
    const rows = folded(
      dashboard,
      opened,
      happened('TicketOpened', { ticketId: 't-2' }),
      happened('TicketOpened', { ...namesake, ticketId: 't-3' }),
    );
    expect(Object.fromEntries(rows)).toEqual({
      'acme.aiko': { ...aiko, open: 2, total: 2 },
      'globex.aiko': { ...namesake, open: 1, total: 1 },
    });
  });

  it('D2, D3 counts nothing before the first request', async () => {
    expect(await totals()).toEqual({ open: 0, total: 0 });
  });

  it('D2 counts a ticket as open until it is solved, on hold included', async () => {
    expect(await totals(opened, happened('TicketHeld'))).toEqual({ open: 1, total: 1 });
    expect(await totals(opened, solved)).toEqual({ open: 0, total: 1 });
  });

  it('D2 counts one fewer, not two, when a solved ticket is closed', async () => {
    const other = happened('TicketOpened', { ticketId: 't-2' });
    expect(await totals(opened, other, solved, happened('TicketClosed'))).toEqual({ open: 1, total: 2 });
  });

  it('D2 counts a reopened ticket as open again', async () => {
    expect(await totals(opened, solved, happened('TicketReopened'))).toEqual({ open: 1, total: 1 });
  });

  it('V5 counts no ticket of a colleague or a namesake', async () => {
    expect(
      await totals(
        happened('TicketOpened', { ...ben, ticketId: 't-2' }),
        happened('TicketOpened', { ...namesake, ticketId: 't-3' }),
      ),
    ).toEqual({ open: 0, total: 0 });
  });

  it('V5 is the same whether or not others have tickets', async () => {
    await fc.assert(
      fc.asyncProperty(ticketHistories, fc.constantFrom(...REQUESTERS), async (log, who) => {
        expect(await totalsOf(readerFrom(dashboard, log), who)).toEqual(
          await totalsOf(readerFrom(dashboard, eventsOf(log, who)), who),
        );
      }),
    );
  });

  it('D2, D3 counts what stands open, and all that was opened', async () => {
    await fc.assert(
      fc.asyncProperty(ticketHistories, fc.constantFrom(...REQUESTERS), async (log, who) => {
        const { events, open } = legal(eventsOf(log, who));
        expect(await totalsOf(readerFrom(dashboard, events), who)).toEqual({
          open: open.size,
          total: events.filter(({ type }) => type === 'TicketOpened').length,
        });
      }),
    );
  });
});
