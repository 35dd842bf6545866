import type { Instant } from '@ledgerdesk/kernel';
import type { Logged } from '../define.js';

/** When a solved ticket closes by itself. */
export type TicketClosingRow = {
  readonly kind: 'ticket-closing';
  readonly at: Instant;
  readonly ticketId: string;
};

export const closingKey = ({
  data: { ticketId },
}: Logged<'TicketSolved' | 'TicketReopened' | 'TicketClosed'>): string => `ticket-closing.${ticketId}`;

export const closingAfterSolution = (
  _row: unknown,
  { data: { ticketId, closesAt } }: Logged<'TicketSolved'>,
): TicketClosingRow | undefined => (closesAt === null ? undefined : { kind: 'ticket-closing', at: closesAt, ticketId });
