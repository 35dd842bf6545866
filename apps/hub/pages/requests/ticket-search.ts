import type { Schemas } from '@ledgerdesk/client';
import { defined, oneOf, textOf } from '../../app/search-values.js';

type View = Schemas['TicketView'];

const STATUS_FILTERS = ['open', 'on-hold', 'solved', 'closed', 'past'] as const;
const RESPONSE_STATES = ['none', 'running', 'paused', 'met', 'late', 'unanswered', 'merged'] as const;
const SORTS = ['openedAt', 'updatedAt', 'dueAt', 'breachedAt', 'status'] as const;
const ORDERS = ['asc', 'desc'] as const;

/** Filters of the list of tickets, as in the address of the page. */
export interface TicketFilters {
  readonly q?: string;
  readonly status?: (typeof STATUS_FILTERS)[number];
  readonly product?: string;
  readonly issueType?: string;
  readonly state?: (typeof RESPONSE_STATES)[number];
  readonly breached?: boolean;
  readonly openedFrom?: string;
  readonly openedTo?: string;
  readonly sort?: (typeof SORTS)[number];
  readonly order?: (typeof ORDERS)[number];
}

/** Filters, and the saved view that they come from. */
export interface TicketSearch extends TicketFilters {
  readonly view?: string;
}

const instant = (value: unknown): string | undefined =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined;

const filtersOf = (values: Readonly<Record<string, unknown>>): TicketFilters =>
  defined({
    q: textOf(values['q']),
    status: oneOf(STATUS_FILTERS, values['status']),
    product: textOf(values['product']),
    issueType: textOf(values['issueType']),
    state: oneOf(RESPONSE_STATES, values['state']),
    breached: typeof values['breached'] === 'boolean' ? values['breached'] : undefined,
    openedFrom: instant(values['openedFrom']),
    openedTo: instant(values['openedTo']),
    sort: oneOf(SORTS, values['sort']),
    order: oneOf(ORDERS, values['order']),
  });

/** The filters in an address. What no filter can be is left out. */
export const ticketSearchOf = (search: Readonly<Record<string, unknown>>): TicketSearch => {
  const view = textOf(search['view']);
  return { ...filtersOf(search), ...(view === undefined ? {} : { view }) };
};

/** The filters of a saved view, with its name. */
export const searchOfView = (view: View): TicketSearch => ticketSearchOf({ ...view, view: view.name });

/** What the engine is asked for. */
export const filtersIn = ({ view: _, ...filters }: TicketSearch): TicketFilters => filters;

/** Returns true if something narrows the list. The moment of the page (`asOf`), which an address has too, does not. */
export const isFiltered = (search: TicketSearch): boolean =>
  Object.keys(filtersOf({ ...search })).some((name) => name !== 'sort' && name !== 'order');

/** Returns true if both show the same tickets in the same order. */
export const isSameList = (a: TicketSearch, b: TicketSearch): boolean =>
  JSON.stringify(filtersOf({ ...filtersIn(a) })) === JSON.stringify(filtersOf({ ...filtersIn(b) }));
