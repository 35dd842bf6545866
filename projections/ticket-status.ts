import type { EventType, TicketStatusFilter } from '@ledgerdesk/events';
import type { ColumnCondition } from '@ledgerdesk/read-store';

export type TicketStatus = 'open' | 'on-hold' | 'solved' | 'closed';

/** A ticket's status after each event that changes it. */
export const STATUS_AFTER = {
  TicketOpened: 'open',
  TicketHeld: 'on-hold',
  TicketResumed: 'open',
  TicketSolved: 'solved',
  TicketReopened: 'open',
  TicketClosed: 'closed',
  TicketMerged: 'closed',
} as const satisfies Partial<Record<EventType, TicketStatus>>;

/** Events that change the status of an open ticket. */
export type StatusChange = Exclude<keyof typeof STATUS_AFTER, 'TicketOpened'>;

/** V3: a ticket that is neither solved nor closed is open, so `open` includes tickets on hold. */
const STATUS_FILTERS = {
  open: ['open', 'on-hold'],
  'on-hold': ['on-hold'],
  solved: ['solved'],
  closed: ['closed'],
  past: ['solved', 'closed'],
} as const satisfies Record<TicketStatusFilter, readonly TicketStatus[]>;

/** V3: returns true if the ticket is neither solved nor closed. */
export const isOpenStatus = (status: TicketStatus): boolean =>
  STATUS_FILTERS.open.some((openStatus) => openStatus === status);

/** The statuses that a filter selects; without one, all. */
export const statusesOf = (filter: TicketStatusFilter | undefined): readonly TicketStatus[] =>
  filter === undefined ? [...STATUS_FILTERS.open, ...STATUS_FILTERS.past] : STATUS_FILTERS[filter];

/** Returns the condition of a status filter on the column `status`. */
export const withStatus = (filter: TicketStatusFilter): ColumnCondition => ({
  column: 'status',
  is: 'in',
  value: STATUS_FILTERS[filter],
});

/** The condition of a filter on the status, or of all statuses without one: an index has the rows of each in order. */
export const mergedStatuses = (filter: TicketStatusFilter | undefined): ColumnCondition => ({
  column: 'status',
  is: 'in',
  value: statusesOf(filter),
  merged: true,
});

/** Sort order of the statuses. Text, because cursors contain only text. */
export const STATUS_ORDER: Readonly<Record<TicketStatus, string>> = {
  open: '1',
  'on-hold': '2',
  solved: '3',
  closed: '4',
};
