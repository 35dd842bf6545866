import fc from 'fast-check';
import { eventsOf, REQUESTERS, ticketHistories } from '../../test/arbitrary-history.js';
import { readerAfter, readerFrom } from '../../test/folded.js';
import { happened, type Happening } from '../../test/recorded.js';
import { dashboard } from './definition.js';
import { totalsOf, type TicketTotals } from './queries.js';

const [aiko, ben, namesake] = REQUESTERS;
const opened = happened('TicketOpened');
const totals = (...happenings: readonly Happening[]): Promise<TicketTotals> => totalsOf(readerAfter(dashboard, ...happenings), aiko);

describe('the dashboard', () => {
  it('D2, D3 counts nothing before the first request', async () => {
    expect(await totals()).toEqual({ open: 0, total: 0 });
  });

  it('D2 counts a ticket as open until it is solved or closed, on hold included', async () => {
    expect(await totals(opened)).toEqual({ open: 1, total: 1 });
    expect(await totals(opened, happened('TicketHeld'))).toEqual({ open: 1, total: 1 });
    expect(await totals(opened, happened('TicketSolved'))).toEqual({ open: 0, total: 1 });
    expect(await totals(opened, happened('TicketClosed'))).toEqual({ open: 0, total: 1 });
  });

  it('D2 counts one fewer, not two, when a solved ticket is closed', async () => {
    const other = happened('TicketOpened', { ticketId: 't-2' });
    expect(await totals(opened, other, happened('TicketSolved'), happened('TicketClosed'))).toEqual({ open: 1, total: 2 });
  });

  it('D2 counts a reopened ticket as open again', async () => {
    expect(await totals(opened, happened('TicketSolved'), happened('TicketReopened'))).toEqual({ open: 1, total: 1 });
  });

  it('V5 counts no ticket of a colleague or a namesake', async () => {
    const reader = readerAfter(dashboard, happened('TicketOpened', { ...ben, ticketId: 't-2' }), happened('TicketOpened', { ...namesake, ticketId: 't-3' }));
    expect(await totalsOf(reader, aiko)).toEqual({ open: 0, total: 0 });
  });

  it('V5 is the same whether or not others have tickets', async () => {
    await fc.assert(fc.asyncProperty(ticketHistories, fc.constantFrom(...REQUESTERS), async (log, who) => {
      expect(await totalsOf(readerFrom(dashboard, log), who)).toEqual(await totalsOf(readerFrom(dashboard, eventsOf(log, who)), who));
    }));
  });

  it('D2, D3 never counts more open tickets than there are', async () => {
    await fc.assert(fc.asyncProperty(ticketHistories, fc.constantFrom(...REQUESTERS), async (log, who) => {
      const { open, total } = await totalsOf(readerFrom(dashboard, log), who);
      expect(total).toBe(eventsOf(log, who).filter(({ type }) => type === 'TicketOpened').length);
      expect(open).toBeLessThanOrEqual(total);
    }));
  });
});
