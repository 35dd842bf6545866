import type { Instant } from '@ledgerdesk/kernel';
import type { Condition } from '@ledgerdesk/read-store';

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
  ...(team === undefined ? [] : [{ column: 'teamId', is: '=', value: team } as const]),
  ...(from === undefined ? [] : [{ column: instantColumn, is: '>=', value: from } as const]),
  ...(to === undefined ? [] : [{ column: instantColumn, is: '<', value: to } as const]),
];
