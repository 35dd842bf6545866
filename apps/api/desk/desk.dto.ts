import {
  SERVED_LANGUAGES,
  type ServedLanguage,
  TICKET_STATUS_FILTERS,
  type TicketStatusFilter,
} from '@ledgerdesk/events';
import { EnumField, EnumListField, IdField, IdListField, LONG_TEXT, TextField } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/paging.js';

export class AssignmentBody {
  @IdField({ example: 'kenji', description: 'Id of a registered agent, or your own.' }) agentId: string;
}

export class HoldBody {
  @TextField(1024, { example: 'Waiting for the vendor.', description: 'Why the ticket is on hold.' }) reason: string;
}

export class SolutionBody {
  @TextField(LONG_TEXT, {
    optional: true,
    description: 'Text of the answer. Default: none; the response clock stops as solved unanswered.',
  })
  body?: string;
}

export class NextRequestBody {
  @IdListField({ optional: true, description: 'Products. Default: those of the registration, else all.' })
  products?: string[];
  @EnumListField(SERVED_LANGUAGES, {
    optional: true,
    description: 'Languages. Default: those of the registration, else all.',
  })
  languages?: ServedLanguage[];
}

export class QueueQuery extends PageQuery {
  @EnumField(TICKET_STATUS_FILTERS, {
    optional: true,
    description: 'Status. Default `open`: neither solved nor closed, including tickets on hold.',
  })
  status?: TicketStatusFilter;
  @IdField({ optional: true, description: 'Team of the requester.' }) team?: string;
  @IdField({ optional: true, description: 'Product.' }) product?: string;
  @EnumField(SERVED_LANGUAGES, { optional: true, description: 'Language of support.' }) language?: ServedLanguage;
  @IdField({ optional: true, description: 'Id of the assigned agent.' }) assignedTo?: string;
  @EnumField(['true'], { optional: true, description: 'Only tickets without an assigned agent.' }) unassigned?: 'true';
}
