import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { IdField, InstantField, TimeZoneField } from '../platform/http/fields.js';

export class ReportQuery extends AsOfParams {
  @IdField({ optional: true, example: 'acme', description: 'Team to report on. Default: all teams.' }) team?: string;
  @InstantField({
    optional: true,
    description: 'Only clocks started, charges issued and digests sent at or after this instant.',
  })
  from?: string;
  @InstantField({ optional: true, description: 'Only clocks, charges and digests before this instant.' }) to?: string;
}

export class MonthlyReportQuery extends ReportQuery {
  @TimeZoneField({
    optional: true,
    description: 'IANA time zone of buckets, months and hours of the week. UTC by default.',
  })
  timeZone?: string;
}
