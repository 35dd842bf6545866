import type { Instant } from '@ledgerdesk/kernel';
import type { Condition } from '@ledgerdesk/read-store';
import { equals, within } from './column-conditions.js';

/** Limits a report to one team and to instants in [from, to). Omitted members do not filter. */
export interface ReportFilter {
  readonly team?: string;
  readonly from?: Instant;
  readonly to?: Instant;
}

/** Also sets the IANA time zone of months, buckets and hours of the week. Default: UTC. */
export interface MonthlyReportFilter extends ReportFilter {
  readonly timeZone?: string;
}

/** Returns the conditions of a filter. Rows have a `teamId`, and `instantColumn` is compared with `from` and `to`. */
export const reportConditions = ({ team, from, to }: ReportFilter, instantColumn: string): readonly Condition[] => [
  ...equals('teamId', team),
  ...within(instantColumn, { from, to }),
];

/**
 * Like `reportConditions`, for a report that leaves out later facts itself: without an earlier limit, most rows are
 * before `to`, and a store reads all of them four times as fast as those that an index lists one by one.
 */
export const countedConditions = (filter: ReportFilter, instantColumn: string): readonly Condition[] => {
  const { to: _, ...withoutTo } = filter;
  return reportConditions(filter.team === undefined && filter.from === undefined ? withoutTo : filter, instantColumn);
};
