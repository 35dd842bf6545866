import fc from 'fast-check';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { eventsOf, REQUESTERS, ticketHistories } from '../../test/support/arbitrary-logs.js';
import { rowsAfter, readerAfter, readerOf } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { dashboard } from './definition.js';
import { requestTotals, type RequestTotals } from './queries.js';

const [aiko, ben, namesake] = REQUESTERS;
const [opened, solved] = [anEvent('TicketOpened'), anEvent('TicketSolved')];
const totals = (...fixtures: readonly EventFixture[]): Promise<RequestTotals> =>
  requestTotals(readerAfter(dashboard, ...fixtures), aiko);

/** Drops events that no ticket can have: solving one that is not open, reopening one that is not solved. */
const legalHistory = (log: readonly RecordedEvent[]): { events: RecordedEvent[]; open: ReadonlySet<string> } => {
  const open = new Set<string>();
  const solvedTickets = new Set<string>();
  const events = log.filter(({ type, stream }) => {
    if (type === 'TicketOpened') return open.add(stream);
    if (type === 'TicketSolved') return open.delete(stream) && solvedTickets.add(stream);
    return type !== 'TicketReopened' || (solvedTickets.delete(stream) && open.add(stream));
  });
  return { events, open };
};

describe('the dashboard', () => {
  it('D1 has one row per requester', () => {
    const rows = rowsAfter(
      dashboard,
      opened,
      anEvent('TicketOpened', { ticketId: 't-2' }),
      anEvent('TicketOpened', { ...namesake, ticketId: 't-3' }),
    );
    expect(Object.fromEntries(rows)).toEqual({
      'acme.aiko': { ...aiko, open: 2, total: 2, live: [] },
      'globex.aiko': { ...namesake, open: 1, total: 1, live: [] },
    });
  });

  it('D2 D3 counts two merged tickets as one request, open as long as the other is', async () => {
    const other = anEvent('TicketOpened', { ticketId: 't-0' });
    expect(await totals(other, opened, anEvent('TicketMerged'))).toEqual({ open: 1, total: 1 });
    expect(await totals(other, opened, solved, anEvent('TicketMerged', { wasOpen: false }))).toEqual({
      open: 1,
      total: 1,
    });
  });

  it('D2, D3 counts zero before the first ticket', async () => {
    expect(await totals()).toEqual({ open: 0, total: 0 });
  });

  it('D2 counts a ticket as open until it is solved, even on hold', async () => {
    expect(await totals(opened, anEvent('TicketHeld'))).toEqual({ open: 1, total: 1 });
    expect(await totals(opened, solved)).toEqual({ open: 0, total: 1 });
  });

  it('D2 does not decrement again when a solved ticket is closed', async () => {
    const other = anEvent('TicketOpened', { ticketId: 't-2' });
    expect(await totals(opened, other, solved, anEvent('TicketClosed'))).toEqual({ open: 1, total: 2 });
  });

  it('D2 counts a reopened ticket as open again', async () => {
    expect(await totals(opened, solved, anEvent('TicketReopened'))).toEqual({ open: 1, total: 1 });
  });

  const chat = { chatId: 'ch-1' };
  const callback = { callbackId: 'c-1' };

  it('D2 D3 counts chats and callbacks, as open until they are over', async () => {
    const both = [anEvent('ChatStarted', chat), anEvent('CallbackRequested', callback)];
    expect(await totals(...both)).toEqual({ open: 2, total: 2 });
    expect(await totals(...both, anEvent('CallbackTaken', callback), anEvent('ChatJoined', chat))).toEqual({
      open: 2,
      total: 2,
    });
    expect(await totals(...both, anEvent('CallbackCompleted', callback))).toEqual({ open: 1, total: 2 });
    expect(await totals(...both, anEvent('CallbackCancelled', callback))).toEqual({ open: 1, total: 2 });
    expect(await totals(...both, anEvent('ChatEnded', { ...chat, ticketId: null }))).toEqual({ open: 1, total: 2 });
  });

  it('D2 D3 counts a chat or callback that became a ticket once, as that ticket', async () => {
    const ended = [anEvent('ChatStarted', chat), anEvent('ChatEnded', { ...chat, ticketId: 'ch-1' })];
    const ticket = anEvent('TicketOpened', { ticketId: 'ch-1' });
    expect(await totals(...ended, ticket)).toEqual({ open: 1, total: 1 });
    expect(await totals(...ended, ticket, anEvent('TicketSolved', { ticketId: 'ch-1' }))).toEqual({
      open: 0,
      total: 1,
    });
    const givenUp = [
      anEvent('CallbackRequested', callback),
      anEvent('CallbackGivenUp', { ...callback, ticketId: 'c-1' }),
    ];
    expect(await totals(...givenUp, anEvent('TicketOpened', { ticketId: 'c-1' }))).toEqual({ open: 1, total: 1 });
  });

  it('V5 does not count tickets of a colleague or of a member with the same id in another team', async () => {
    expect(
      await totals(
        anEvent('TicketOpened', { ...ben, ticketId: 't-2' }),
        anEvent('TicketOpened', { ...namesake, ticketId: 't-3' }),
      ),
    ).toEqual({ open: 0, total: 0 });
  });

  it('V5 does not depend on the tickets of others', async () => {
    await fc.assert(
      fc.asyncProperty(ticketHistories, fc.constantFrom(...REQUESTERS), async (log, who) => {
        expect(await requestTotals(readerOf(dashboard, log), who)).toEqual(
          await requestTotals(readerOf(dashboard, eventsOf(log, who)), who),
        );
      }),
    );
  });

  it('D2, D3 counts every ticket in the total, and as open unless it is solved, for any history', async () => {
    await fc.assert(
      fc.asyncProperty(ticketHistories, fc.constantFrom(...REQUESTERS), async (log, who) => {
        const { events, open } = legalHistory(eventsOf(log, who));
        expect(await requestTotals(readerOf(dashboard, events), who)).toEqual({
          open: open.size,
          total: events.filter(({ type }) => type === 'TicketOpened').length,
        });
      }),
    );
  });
});
