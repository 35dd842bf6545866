import type { Schemas } from '@ledgerdesk/client';
import { defined, oneOf, textOf } from '../../../app/search-values.js';
import { SERVED_LANGUAGES, type ServedLanguage } from '../../../texts/served-languages.js';

type QueueItem = Schemas['QueuePage']['items'][number];

const STATUS_FILTERS = ['open', 'on-hold', 'solved', 'closed', 'past'] as const;
const LEVELS = ['essentials', 'enhanced', 'grand', 'epic', 'standard'] as const;
const STATES = ['none', 'running', 'paused', 'met', 'late', 'unanswered', 'merged'] as const;
const SORTS = ['dueAt', 'openedAt', 'updatedAt', 'breachedAt'] as const;
const ORDERS = ['asc', 'desc'] as const;

/** A ticket in the queue. */
export type QueuedTicket = QueueItem;

/** What the queue shows: parameters of its address. */
export interface QueueSearch {
  readonly status?: (typeof STATUS_FILTERS)[number];
  /** Id of an agent; `me` for the reader; `nobody`. */
  readonly assignedTo?: string;
  readonly team?: string;
  readonly requester?: string;
  readonly product?: string;
  readonly issueType?: string;
  readonly level?: (typeof LEVELS)[number];
  readonly language?: ServedLanguage;
  readonly state?: (typeof STATES)[number];
  readonly breached?: 'true' | 'false';
  readonly q?: string;
  readonly sort?: (typeof SORTS)[number];
  readonly order?: (typeof ORDERS)[number];
}

/** Changes of what the queue shows. Undefined: no longer. */
export type QueueChanges = Partial<Record<keyof QueueSearch, string | undefined>>;

const FILTERS = ['team', 'requester', 'product', 'issueType', 'level', 'language', 'state', 'breached'] as const;
/** Removes all filters, but neither the view, the search nor the order. */
export const NO_FILTERS: QueueChanges = Object.fromEntries(FILTERS.map((name) => [name, undefined]));

/** Values of the filters that are a choice of a few. */
export const QUEUE_CHOICES = {
  status: STATUS_FILTERS,
  level: LEVELS,
  state: STATES,
  language: SERVED_LANGUAGES,
} as const;

/** The parameters of an address that the queue knows. Others, and values that there are none of, are left out. */
export const queueSearchOf = (search: Record<string, unknown>): QueueSearch =>
  defined({
    status: oneOf(STATUS_FILTERS, search['status']),
    assignedTo: textOf(search['assignedTo']),
    team: textOf(search['team']),
    requester: textOf(search['requester']),
    product: textOf(search['product']),
    issueType: textOf(search['issueType']),
    level: oneOf(LEVELS, search['level']),
    language: oneOf(SERVED_LANGUAGES, search['language']),
    state: oneOf(STATES, search['state']),
    breached: oneOf(['true', 'false'], search['breached']),
    q: textOf(search['q']),
    sort: oneOf(SORTS, search['sort']),
    order: oneOf(ORDERS, search['order']),
  });

/** The query of the queue's filters, for an agent. Without `sort`, which its counts do not have. */
export const filterQueryOf = (search: QueueSearch, agentId: string) => {
  const { assignedTo, q, sort: _sort, order: _order, ...filters } = search;
  return {
    ...filters,
    ...(q === undefined ? {} : { q: q.trim() }),
    ...(assignedTo === 'nobody' ? { unassigned: 'true' as const } : {}),
    ...(assignedTo === undefined || assignedTo === 'nobody'
      ? {}
      : { assignedTo: assignedTo === 'me' ? agentId : assignedTo }),
  };
};

/** Which tickets the queue shows, whatever their order. */
export const filterKeyOf = ({ sort: _sort, order: _order, ...filters }: QueueSearch): string =>
  JSON.stringify(Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** How many filters are set, besides the view, the search and the order. */
export const filterCountOf = (search: QueueSearch): number =>
  FILTERS.filter((name) => search[name] !== undefined).length;
