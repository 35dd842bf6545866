import type { DomainEvent } from '@ledgerdesk/kernel';
import type { TicketEvent } from './ticket.js';

/** Events that change nothing of what the requester sees of a ticket. */
const HIDDEN: readonly string[] = ['InternalNoteAdded', 'ResponseAtRisk'] satisfies TicketEvent['type'][];

/** Returns true if an event of a ticket changes what its requester sees (V4). */
export const isVisibleToRequester = ({ type }: Pick<DomainEvent, 'type'>): boolean => !HIDDEN.includes(type);

/** Events whose texts the requester reads. Reasons that agents give, such as for a hold, are not among them. */
const READ_BY_REQUESTER: readonly string[] = [
  'TicketOpened',
  'TicketReplied',
  'TicketAnswered',
] satisfies TicketEvent['type'][];

/** Returns true if the requester of a ticket may see the personal fields of an event of it (V4). */
export const isTextVisibleToRequester = ({ type }: Pick<DomainEvent, 'type'>): boolean =>
  READ_BY_REQUESTER.includes(type);
