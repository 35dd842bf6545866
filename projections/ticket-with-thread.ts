import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { Page } from './page.js';
import type { MessageRow } from './ticket-thread/definition.js';

/** A ticket with a page of its messages. */
export interface TicketWithThread<Ticket> {
  readonly ticket: Ticket;
  readonly messages: Page<MessageRow>;
  /** False if the thread lacks messages that the ticket counts: its read model is behind that of the tickets. */
  readonly isComplete: boolean;
}

/** Combines a ticket with a page of its thread, of which `stored` messages were readable after the ticket was read. */
export const withThread = <Ticket extends { readonly messages: number }>(
  ticket: Ticket,
  stored: number,
  messages: Page<MessageRow> | Refusal,
): TicketWithThread<Ticket> | Refusal =>
  isRefusal(messages) ? messages : { ticket, messages, isComplete: stored >= ticket.messages };
