import type { Schemas } from '@ledgerdesk/client';

type QueueItem = Schemas['QueuePage']['items'][number];

const STATUS_FILTERS = ['open', 'on-hold', 'solved', 'closed', 'past'] as const;
const LEVELS = ['essentials', 'enhanced', 'grand', 'epic', 'standard'] as const;
const STATES = ['none', 'running', 'paused', 'met', 'late', 'unanswered', 'merged'] as const;
const SORTS = ['dueAt', 'openedAt', 'updatedAt', 'breachedAt'] as const;
const ORDERS = ['asc', 'desc'] as const;
const LANGUAGES = ['en', 'ja'] as const;

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
  readonly language?: (typeof LANGUAGES)[number];
  readonly state?: (typeof STATES)[number];
  readonly breached?: 'true' | 'false';
  readonly q?: string;
  readonly sort?: (typeof SORTS)[number];
  readonly order?: (typeof ORDERS)[number];
}

/** Values of the filters that are a choice of a few. */
export const QUEUE_CHOICES = {
  status: STATUS_FILTERS,
  level: LEVELS,
  state: STATES,
  language: LANGUAGES,
} as const;

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((one) => one === String(value));

const textOf = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && String(value).trim() !== '' ? String(value) : undefined;

/** Leaves out what is undefined, so that it is not in the address. */
const defined = <T extends object>(values: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

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
    language: oneOf(LANGUAGES, search['language']),
    state: oneOf(STATES, search['state']),
    breached: oneOf(['true', 'false'], search['breached']),
    q: textOf(search['q']),
    sort: oneOf(SORTS, search['sort']),
    order: oneOf(ORDERS, search['order']),
  });

/** The query of the queue's filters, for an agent. Without `sort`, which its counts do not have. */
export const filterQueryOf = (search: QueueSearch, agentId: string) => {
  const { assignedTo, sort: _sort, order: _order, ...filters } = search;
  return {
    ...filters,
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
  (['team', 'requester', 'product', 'issueType', 'level', 'language', 'state', 'breached'] as const).filter(
    (name) => search[name] !== undefined,
  ).length;
