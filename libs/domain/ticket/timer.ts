import type { TicketEvent } from '@ledgerdesk/events';
import { clockBreached, keysOf } from './clock-events.js';
import type { TimerTicketCommand } from './commands.js';
import type { Ticket } from './state.js';

/**
 * Records a risk or breach once, and only if the clock still runs towards the same due time. The sender waits a little
 * after the due time, so that answers at that instant are recorded first.
 */
export const timerDecision = (command: TimerTicketCommand, ticket: Ticket): readonly TicketEvent[] => {
  const { clock } = ticket;
  if (clock?.number !== command.clock || clock.dueAt !== command.dueAt || clock.pausedWith) return [];
  if (command.type === 'RecordResponseBreach') return command.at < clock.dueAt ? [] : clockBreached(ticket, command.at);
  if (clock.atRisk || clock.breached || command.at < clock.riskAt) return [];
  return [
    {
      type: 'ResponseAtRisk',
      data: { ...keysOf(ticket), clock: clock.number, riskAt: clock.riskAt, dueAt: clock.dueAt },
    },
  ];
};
