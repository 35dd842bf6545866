import { rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { timers } from './definition.js';

const waitingAfter = (...fixtures: readonly EventFixture[]) => rowsAfter(timers, ...fixtures).get('ticket-closing.t-1');

describe('deadlines of closings', () => {
  it('wait for the time at which a solved ticket closes', () => {
    expect(waitingAfter(anEvent('TicketSolved'))).toEqual({
      kind: 'ticket-closing',
      at: '2026-12-11T08:00:00.000Z',
      ticketId: 't-1',
    });
    expect(waitingAfter(anEvent('TicketSolved', { closesAt: null }))).toBeUndefined();
  });

  it('wait no more once it is open again, or closed', () => {
    expect(waitingAfter(anEvent('TicketSolved'), anEvent('TicketReopened'))).toBeUndefined();
    expect(waitingAfter(anEvent('TicketSolved'), anEvent('TicketClosed'))).toBeUndefined();
  });
});
