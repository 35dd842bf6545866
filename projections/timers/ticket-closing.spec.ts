import { rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { timers } from './definition.js';

const waitingAfter = (...fixtures: readonly EventFixture[]) => rowsAfter(timers, ...fixtures).get('ticket-closing.t-1');

describe('closing timers', () => {
  it('are due when a solved ticket closes', () => {
    expect(waitingAfter(anEvent('TicketSolved'))).toEqual({
      kind: 'ticket-closing',
      at: '2026-12-11T08:00:00.000Z',
      ticketId: 't-1',
    });
    expect(waitingAfter(anEvent('TicketSolved', { closesAt: null }))).toBeUndefined();
  });

  it('are removed when the ticket is reopened or closed', () => {
    expect(waitingAfter(anEvent('TicketSolved'), anEvent('TicketReopened'))).toBeUndefined();
    expect(waitingAfter(anEvent('TicketSolved'), anEvent('TicketClosed'))).toBeUndefined();
  });
});
