import {
  AGENT_AVAILABILITIES,
  type AgentAvailability,
  LIVE_CHANNELS,
  type LiveChannel,
  SERVED_LANGUAGES,
  type ServedLanguage,
  TICKET_STATUS_FILTERS,
  type TicketStatusFilter,
} from '@ledgerdesk/events';
import { IdField, LONG_TEXT, EnumField, EnumListField, TextField, IdListField } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/paging.js';

export class AssignmentBody {
  @IdField({ example: 'kenji' }) agentId: string;
}

export class HoldBody {
  @TextField(1024, { example: 'Waiting for the vendor.' }) reason: string;
}

export class SolutionBody {
  @TextField(LONG_TEXT, {
    optional: true,
    description: 'With it the solution is an answer; without it the clock stops as solved unanswered.',
  })
  body?: string;
}

export class AvailabilityBody {
  @EnumField(AGENT_AVAILABILITIES) availability: AgentAvailability;
  @EnumListField(LIVE_CHANNELS, { optional: true, description: 'Left out: those of the registration.' })
  channels?: LiveChannel[];
}

export class NextRequestBody {
  @IdListField({ optional: true, description: 'Left out: those of the registration, or all.' }) products?: string[];
  @EnumListField(SERVED_LANGUAGES, { optional: true }) languages?: ServedLanguage[];
}

export class QueueQuery extends PageQuery {
  @EnumField(TICKET_STATUS_FILTERS, {
    optional: true,
    description: '`open` unless said otherwise: neither solved nor closed, those on hold included.',
  })
  status?: TicketStatusFilter;
  @IdField({ optional: true }) team?: string;
  @IdField({ optional: true }) product?: string;
  @EnumField(SERVED_LANGUAGES, { optional: true }) language?: ServedLanguage;
  @IdField({ optional: true }) assignedTo?: string;
  @EnumField(['true'], { optional: true, description: 'Those that nobody has.' }) unassigned?: 'true';
}
