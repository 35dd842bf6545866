import { folded } from '../../test/support/folded.js';
import { happened, type Happening } from '../../test/support/recorded.js';
import { timers } from './definition.js';

const waitingAfter = (...happenings: readonly Happening[]) => folded(timers, ...happenings).get('ticket-closing.t-1');

describe('deadlines of closings', () => {
  it('wait for the time at which a solved ticket closes', () => {
    expect(waitingAfter(happened('TicketSolved'))).toEqual({
      kind: 'ticket-closing',
      at: '2026-12-11T08:00:00.000Z',
      ticketId: 't-1',
    });
    expect(waitingAfter(happened('TicketSolved', { closesAt: null }))).toBeUndefined();
  });

  it('wait no more once it is open again, or closed', () => {
    expect(waitingAfter(happened('TicketSolved'), happened('TicketReopened'))).toBeUndefined();
    expect(waitingAfter(happened('TicketSolved'), happened('TicketClosed'))).toBeUndefined();
  });
});
