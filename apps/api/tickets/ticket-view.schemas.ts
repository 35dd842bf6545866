import { RESPONSE_STATES, SORT_ORDERS, TICKET_SORTS, TICKET_STATUS_FILTERS } from '@ledgerdesk/events';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  boolean,
  dateTime,
  enumOf,
  itemsOf,
  nullable,
  objectOf,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import type { toTicketView } from './ticket-view.view.js';

const view = objectOf<ReturnType<typeof toTicketView>>({
  name: string('Name of the view.', 'Overdue'),
  q: nullable(valueLike('proxy'), 'Text to search for.'),
  status: nullable(enumOf(TICKET_STATUS_FILTERS), 'Status filter.'),
  product: nullable(valueLike('dropbox'), 'Product filter.'),
  issueType: nullable(valueLike('sync_upload'), 'Issue type filter.'),
  state: nullable(enumOf(RESPONSE_STATES), 'Filter by the state of the response.'),
  breached: nullable(boolean(), 'Whether the response target was missed.'),
  openedFrom: nullable(dateTime(), 'Earliest opening instant, inclusive.'),
  openedTo: nullable(dateTime(), 'Latest opening instant, exclusive.'),
  sort: nullable(enumOf(TICKET_SORTS), 'Sort field.'),
  order: nullable(enumOf(SORT_ORDERS), 'Sort order.'),
});

export const TICKET_VIEW_SCHEMAS = defineSchemas({ TicketView: view, TicketViews: itemsOf(view) });
