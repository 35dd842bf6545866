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
import { Id, LONG_TEXT, OneOf, SomeOf, Text, Ids } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/paging.js';

export class AssignmentBody {
  @Id({ example: 'kenji' }) agentId: string;
}

export class HoldBody {
  @Text(1024, { example: 'Waiting for the vendor.' }) reason: string;
}

export class SolutionBody {
  @Text(LONG_TEXT, {
    optional: true,
    description: 'With it the solution is an answer; without it the clock stops as solved unanswered.',
  })
  body?: string;
}

export class AvailabilityBody {
  @OneOf(AGENT_AVAILABILITIES) availability: AgentAvailability;
  @SomeOf(LIVE_CHANNELS, { optional: true, description: 'Left out: those of the registration.' })
  channels?: LiveChannel[];
}

export class NextRequestBody {
  @Ids({ optional: true, description: 'Left out: those of the registration, or all.' }) products?: string[];
  @SomeOf(SERVED_LANGUAGES, { optional: true }) languages?: ServedLanguage[];
}

export class QueueQuery extends PageQuery {
  @OneOf(TICKET_STATUS_FILTERS, {
    optional: true,
    description: '`open` unless said otherwise: neither solved nor closed, those on hold included.',
  })
  status?: TicketStatusFilter;
  @Id({ optional: true }) team?: string;
  @Id({ optional: true }) product?: string;
  @OneOf(SERVED_LANGUAGES, { optional: true }) language?: ServedLanguage;
  @Id({ optional: true }) assignedTo?: string;
  @OneOf(['true'], { optional: true, description: 'Those that nobody has.' }) unassigned?: 'true';
}
