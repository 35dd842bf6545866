import type { TicketEvent } from '@ledgerdesk/events';
import { clockBreached, keysOf } from './clock-events.js';
import type { TimerTicketCommand } from './commands.js';
import type { Ticket } from './state.js';

/**
 * Checks the timer again: it counts only for the clock that still runs towards the same due instant, and once. That
 * answers of the due instant itself come first is the sender's part: it waits a little longer than that.
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
