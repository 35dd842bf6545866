import {
  CHAMPION_LEVELS,
  EDITIONS,
  RESPONSE_STATES,
  type ResponseState,
  SERVED_LANGUAGES,
  type ServedLanguage,
  SORT_ORDERS,
  type SortOrder,
  TICKET_STATUS_FILTERS,
  type TicketStatusFilter,
} from '@ledgerdesk/events';
import { QUEUE_SORTS, type QueueSort, STANDARD } from '@ledgerdesk/projections';
import { IntersectionType } from '@nestjs/swagger';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { EnumField, IdField, InstantField } from '../platform/http/fields.js';
import { TwoWayPageQuery } from '../platform/http/paging.js';
import { SearchTextField } from '../tickets/ticket.dto.js';

const LEVELS = [...EDITIONS, ...CHAMPION_LEVELS, STANDARD] as const;

const at = (what: string) => InstantField({ optional: true, description: `${what} at or after this instant.` });
const before = (what: string) => InstantField({ optional: true, description: `${what} before this instant.` });

/** Filters of the queue. */
export class QueueCountsQuery extends AsOfParams {
  @EnumField(TICKET_STATUS_FILTERS, {
    optional: true,
    description: 'Status. `open`: neither solved nor closed, including tickets on hold; `past`: solved or closed.',
  })
  status?: TicketStatusFilter;
  @IdField({ optional: true, example: 'acme', description: 'Team of the requester.' }) team?: string;
  @IdField({ optional: true, example: 'aiko', description: 'Member id of the requester. Requires `team`.' })
  requester?: string;
  @IdField({ optional: true, example: 'dropbox', description: 'Product.' }) product?: string;
  @IdField({ optional: true, example: 'sync_upload', description: 'Issue type from the taxonomy.' }) issueType?: string;
  @EnumField(LEVELS, {
    optional: true,
    description: 'Edition or Champion level that sets the response target, or `standard` for none.',
  })
  level?: (typeof LEVELS)[number];
  @EnumField(SERVED_LANGUAGES, { optional: true, description: 'Language of support.' }) language?: ServedLanguage;
  @EnumField(RESPONSE_STATES, { optional: true, description: '`state` of `response`.' }) state?: ResponseState;
  @EnumField(['true', 'false'], {
    optional: true,
    description: 'Whether the target of the latest response clock was missed.',
  })
  breached?: 'true' | 'false';
  @IdField({ optional: true, example: 'kenji', description: 'Id of the assigned agent.' }) assignedTo?: string;
  @EnumField(['true'], { optional: true, description: 'Only tickets without an assigned agent.' }) unassigned?: 'true';
  @SearchTextField('Text to search for in the subject and the first 1,000 characters of the request.') q?: string;
  @at('Opened') openedFrom?: string;
  @before('Opened') openedTo?: string;
  @at('Last changed') updatedFrom?: string;
  @before('Last changed') updatedTo?: string;
  @at('Due') dueFrom?: string;
  @before('Due') dueTo?: string;
  @at('Response target missed') breachedFrom?: string;
  @before('Response target missed') breachedTo?: string;
}

export class QueueQuery extends IntersectionType(TwoWayPageQuery, QueueCountsQuery) {
  @EnumField(QUEUE_SORTS, {
    optional: true,
    description: 'Sort field, `dueAt` by default. Tickets without a value come last, by age.',
  })
  sort?: QueueSort;
  @EnumField(SORT_ORDERS, { optional: true, description: 'Sort order, `asc` by default.' }) order?: SortOrder;
}
