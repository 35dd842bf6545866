import type { TicketView } from '@ledgerdesk/domain';
import type { TicketFilter, TicketOrder } from '@ledgerdesk/projections';

export const toTicketView = ({ name, q, filter }: TicketView) => ({ name, q, ...filter });

/** Views in the order of their names. */
export const toTicketViews = (views: readonly TicketView[]) => ({
  items: views.map(toTicketView).sort((a, b) => (a.name < b.name ? -1 : 1)),
});

type TicketListQuery = TicketFilter & TicketOrder;

/** The query, with missing parameters taken from the view. */
export const withViewDefaults = (
  { q, filter }: Pick<TicketView, 'q' | 'filter'>,
  query: TicketListQuery,
): TicketListQuery => ({
  status: query.status ?? filter.status ?? undefined,
  product: query.product ?? filter.product ?? undefined,
  issueType: query.issueType ?? filter.issueType ?? undefined,
  state: query.state ?? filter.state ?? undefined,
  breached: query.breached ?? filter.breached ?? undefined,
  openedFrom: query.openedFrom ?? filter.openedFrom ?? undefined,
  openedTo: query.openedTo ?? filter.openedTo ?? undefined,
  q: query.q ?? q ?? undefined,
  sort: query.sort ?? filter.sort ?? undefined,
  order: query.order ?? filter.order ?? undefined,
});

/** The query as a view stores it. */
export const toViewFilter = ({
  q,
  status,
  product,
  issueType,
  state,
  breached,
  openedFrom,
  openedTo,
  sort,
  order,
}: TicketListQuery): Pick<TicketView, 'q' | 'filter'> => ({
  q: q ?? null,
  filter: {
    status: status ?? null,
    product: product ?? null,
    issueType: issueType ?? null,
    state: state ?? null,
    breached: breached ?? null,
    openedFrom: openedFrom ?? null,
    openedTo: openedTo ?? null,
    sort: sort ?? null,
    order: order ?? null,
  },
});
