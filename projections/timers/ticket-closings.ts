import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';

/** When a solved ticket closes by itself. */
export type TicketClosingRow = {
  readonly kind: 'ticket-closing';
  readonly at: Instant;
  readonly ticketId: string;
};

export const closingKey = ({
  data: { ticketId },
}: LoggedEvent<'TicketSolved' | 'TicketReopened' | 'TicketClosed'>): string => `ticket-closing.${ticketId}`;

export const closingAfterSolution = (
  _row: unknown,
  { data: { ticketId, closesAt } }: LoggedEvent<'TicketSolved'>,
): TicketClosingRow | undefined => (closesAt === null ? undefined : { kind: 'ticket-closing', at: closesAt, ticketId });
