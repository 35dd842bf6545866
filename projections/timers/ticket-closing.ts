import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineTimerKind } from './timer-kind.js';

/** The end of the period in which a solved ticket can be reopened. */
export type TicketClosingRow = {
  readonly kind: 'ticket-closing';
  readonly at: Instant;
  readonly ticketId: string;
};

const armed = (
  _row: TicketClosingRow | undefined,
  { data: { ticketId, closesAt } }: LoggedEvent<'TicketSolved'>,
): TicketClosingRow | undefined => (closesAt === null ? undefined : { kind: 'ticket-closing', at: closesAt, ticketId });

export const ticketClosing = defineTimerKind({
  kind: 'ticket-closing',
  keyOf: ({ data: { ticketId } }) => `ticket-closing.${ticketId}`,
  on: {
    TicketSolved: armed,
    TicketReopened: () => undefined,
    TicketClosed: () => undefined,
    TicketMerged: () => undefined,
  },
  identity: ({ kind, ticketId, at }) => ({ kind, ticketId, at }),
  command: ({ ticketId, at }) => ({
    to: 'ticket',
    ticketId,
    input: { type: 'CloseSolvedTicket', closesAt: at },
  }),
});
