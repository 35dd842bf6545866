import type { TicketEvent } from './ticket.js';

/** Events that change nothing of what the requester sees of a ticket. */
const HIDDEN: readonly TicketEvent['type'][] = ['InternalNoteAdded', 'ResponseAtRisk'];

/** Returns true if an event of a ticket changes what its requester sees (V4). */
export const isVisibleToRequester = ({ type }: TicketEvent): boolean => !HIDDEN.includes(type);
