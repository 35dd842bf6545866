import {
  ADD_ON_GROUPINGS,
  AGENT_LOAD_GROUPINGS,
  BACKLOG_GROUPINGS,
  BUCKET_SIZES,
  type BucketSize,
  FOLLOW_UP_GROUPINGS,
  type Grouping,
  LIVE_GROUPINGS,
  PATTERN_GROUPINGS,
} from '@ledgerdesk/projections';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { EnumField, InstantField, TimeZoneField } from '../platform/http/fields.js';
import { GroupByField, GroupedReportQuery } from './grouped-report.dto.js';

export class BacklogQuery extends GroupedReportQuery {
  @GroupByField(BACKLOG_GROUPINGS) groupBy?: readonly Grouping[];
}

export class FollowUpQuery extends GroupedReportQuery {
  @GroupByField(FOLLOW_UP_GROUPINGS) groupBy?: readonly Grouping[];
}

export class LiveReportQuery extends GroupedReportQuery {
  @GroupByField(LIVE_GROUPINGS) groupBy?: readonly Grouping[];
}

export class AddOnReportQuery extends GroupedReportQuery {
  @GroupByField(ADD_ON_GROUPINGS) groupBy?: readonly Grouping[];
}

export class PatternQuery extends GroupedReportQuery {
  @GroupByField(PATTERN_GROUPINGS) groupBy?: readonly Grouping[];
}

/** Without `team`: agents are available for all teams. */
export class AgentLoadQuery extends AsOfParams {
  @InstantField({ optional: true, description: 'Only what happened or lasted at or after this instant.' })
  from?: string;
  @InstantField({ optional: true, description: 'Only what happened or lasted before this instant.' }) to?: string;
  @TimeZoneField({ optional: true, description: 'IANA time zone of buckets. UTC by default.' }) timeZone?: string;
  @EnumField(BUCKET_SIZES, {
    optional: true,
    example: 'day',
    description: 'Splits the figures by local time. Weeks are those of ISO 8601.',
  })
  bucket?: BucketSize;
  @GroupByField(AGENT_LOAD_GROUPINGS) groupBy?: readonly Grouping[];
}
