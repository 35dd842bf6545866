import type { EventType, TicketStatusFilter } from '@ledgerdesk/events';
import type { Condition } from '@ledgerdesk/read-store';

export type TicketStatus = 'open' | 'on-hold' | 'solved' | 'closed';

/** The status that an event leaves its ticket in. */
export const STATUS_AFTER = {
  TicketOpened: 'open',
  TicketHeld: 'on-hold',
  TicketResumed: 'open',
  TicketSolved: 'solved',
  TicketReopened: 'open',
  TicketClosed: 'closed',
} as const satisfies Partial<Record<EventType, TicketStatus>>;

/** Events that move an opened ticket on. */
export type StatusChange = Exclude<keyof typeof STATUS_AFTER, 'TicketOpened'>;

/** V3's open is neither solved nor closed, so that a ticket on hold is open too. */
const STATUS_FILTERS = {
  open: ['open', 'on-hold'],
  'on-hold': ['on-hold'],
  solved: ['solved'],
  closed: ['closed'],
  past: ['solved', 'closed'],
} as const satisfies Record<TicketStatusFilter, readonly TicketStatus[]>;

/** The condition that a status filter puts to the column `status`. */
export const withStatus = (filter: TicketStatusFilter): Condition => ({
  column: 'status',
  is: 'in',
  value: STATUS_FILTERS[filter],
});

/** The order of statuses in a ticket's life, as text: cursors carry text. */
export const STATUS_ORDER: Readonly<Record<TicketStatus, string>> = {
  open: '1',
  'on-hold': '2',
  solved: '3',
  closed: '4',
};
