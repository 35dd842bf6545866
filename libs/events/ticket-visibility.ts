import type { DomainEvent } from '@ledgerdesk/kernel';
import type { TicketEvent } from './ticket.js';

/** Events that change nothing of what the requester sees of a ticket. */
const HIDDEN: readonly string[] = ['InternalNoteAdded', 'ResponseAtRisk'] satisfies TicketEvent['type'][];

/** Returns true if an event of a ticket changes what its requester sees (V4). */
export const isVisibleToRequester = ({ type }: Pick<DomainEvent, 'type'>): boolean => !HIDDEN.includes(type);
