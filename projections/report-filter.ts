import type { Instant } from '@ledgerdesk/kernel';
import type { Condition } from '@ledgerdesk/read-store';

/** What a report looks at: from `from` on and before `to`, of one team or of all. */
export interface ReportFilter {
  readonly team?: string;
  readonly from?: Instant;
  readonly to?: Instant;
}

/** The conditions of a filter on rows that carry a team, and in `column` the instant by which they count. */
export const within = ({ team, from, to }: ReportFilter, column: string): readonly Condition[] => [
  ...(team === undefined ? [] : [{ column: 'teamId', is: '=', value: team } as const]),
  ...(from === undefined ? [] : [{ column, is: '>=', value: from } as const]),
  ...(to === undefined ? [] : [{ column, is: '<', value: to } as const]),
];
