import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Page } from './page.js';
import { type NamedMessage, withAuthors } from './ticket-names.js';
import type { MessageRow } from './ticket-thread/definition.js';

/** A ticket with a page of its messages. */
export interface TicketWithThread<Ticket> {
  readonly ticket: Ticket;
  readonly messages: Page<NamedMessage>;
  /** False if the thread lacks messages that the ticket counts: its read model is behind that of the tickets. */
  readonly isComplete: boolean;
}

/** A page of a thread, of which `stored` messages were readable after the ticket was read. */
interface ThreadPart {
  readonly stored: number;
  readonly messages: Page<MessageRow> | Refusal;
}

/** Combines a ticket with a page of its thread. */
export const withThread = async <Ticket extends { readonly messages: number }>(
  reader: RowReader,
  ticket: Ticket,
  { stored, messages }: ThreadPart,
): Promise<TicketWithThread<Ticket> | Refusal> => {
  if (isRefusal(messages)) return messages;
  const items = await withAuthors(reader, messages.items);
  return { ticket, messages: { ...messages, items }, isComplete: stored >= ticket.messages };
};
