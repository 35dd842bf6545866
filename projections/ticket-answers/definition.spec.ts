import { rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent } from '../../test/support/recorded-events.js';
import { ticketAnswers } from './definition.js';

describe('the answers on tickets', () => {
  it('have one row each, with the time at which they were written, and no text', () => {
    const [early, late] = ['2026-11-27T08:00:00.000Z', '2026-11-27T09:00:00.000Z'];
    const rows = rowsAfter(
      ticketAnswers,
      anEvent('TicketOpened'),
      anEvent('TicketAnswered', { agentId: 'kenji', writtenAt: null }, late),
      anEvent('TicketAnswered', { agentId: 'maria', writtenAt: early }, late),
    );
    const answer = { ticketId: 't-1', teamId: 'acme' };
    expect(Object.fromEntries(rows)).toEqual({
      't-1.1': { ...answer, agentId: 'kenji', at: late },
      't-1.2': { ...answer, agentId: 'maria', at: early },
    });
  });
});
