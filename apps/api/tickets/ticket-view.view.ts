import type { TicketView } from '@ledgerdesk/domain';
import type { TicketFilter, TicketOrder } from '@ledgerdesk/projections';

/** A view as its member sees it: under its name. */
export const toTicketView = ({ name, q, filter }: TicketView) => ({ name, q, ...filter });

/** In the order of their names. */
export const toTicketViews = (views: readonly TicketView[]) => ({
  items: views.map(toTicketView).sort((a, b) => (a.name < b.name ? -1 : 1)),
});

type Asked = TicketFilter & TicketOrder;

/** What is asked for, and where nothing is, what the view says. */
export const withViewDefaults = ({ q, filter }: Pick<TicketView, 'q' | 'filter'>, asked: Asked): Asked => ({
  status: asked.status ?? filter.status ?? undefined,
  product: asked.product ?? filter.product ?? undefined,
  issueType: asked.issueType ?? filter.issueType ?? undefined,
  openedFrom: asked.openedFrom ?? filter.openedFrom ?? undefined,
  openedTo: asked.openedTo ?? filter.openedTo ?? undefined,
  q: asked.q ?? q ?? undefined,
  sort: asked.sort ?? filter.sort ?? undefined,
  order: asked.order ?? filter.order ?? undefined,
});

/** What a view keeps of what is asked for. */
export const toViewFilter = ({
  q,
  status,
  product,
  issueType,
  openedFrom,
  openedTo,
  sort,
  order,
}: Asked): Pick<TicketView, 'q' | 'filter'> => ({
  q: q ?? null,
  filter: {
    status: status ?? null,
    product: product ?? null,
    issueType: issueType ?? null,
    openedFrom: openedFrom ?? null,
    openedTo: openedTo ?? null,
    sort: sort ?? null,
    order: order ?? null,
  },
});
