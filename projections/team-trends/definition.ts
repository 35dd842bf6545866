import type { LoggedEvent } from '@ledgerdesk/events';
import { quarterOf } from '@ledgerdesk/business-time';
import { defineProjection } from '../define-projection.js';
import { monthOf } from '../month-of.js';

type Counts = Readonly<Record<string, number>>;

/** A team's request counts in a calendar quarter (UTC). Contains no ticket text (Q4). */
export type TeamTrendsRow = {
  readonly teamId: string;
  readonly quarter: string;
  /** Tickets opened. */
  readonly requests: number;
  /** Breached response targets that were due in the quarter. */
  readonly breaches: number;
  readonly issueTypes: Counts;
  readonly products: Counts;
  /** Keyed by month, such as `2026-11`. */
  readonly months: Readonly<Record<string, { readonly requests: number; readonly breaches: number }>>;
};

type Row = TeamTrendsRow | undefined;

export const trendsKey = (teamId: string, quarter: string): string => `${teamId}.${quarter}`;

const keyOf = (event: LoggedEvent<'TicketOpened' | 'ResponseTargetBreached'>): string =>
  trendsKey(event.data.teamId, quarterOf(event.type === 'TicketOpened' ? event.occurredAt : event.data.dueAt));

export const emptyTrends = (teamId: string, quarter: string): TeamTrendsRow => ({
  teamId,
  quarter,
  requests: 0,
  breaches: 0,
  issueTypes: {},
  products: {},
  months: {},
});

const incremented = (counts: Counts, name: string): Counts => ({ ...counts, [name]: (counts[name] ?? 0) + 1 });

const inMonth = ({ months }: TeamTrendsRow, month: string, what: 'requests' | 'breaches'): TeamTrendsRow['months'] => {
  const counted = months[month] ?? { requests: 0, breaches: 0 };
  return { ...months, [month]: { ...counted, [what]: counted[what] + 1 } };
};

const opened = (row: Row, { data: { teamId, product, issueType }, occurredAt }: LoggedEvent<'TicketOpened'>): Row => {
  const trends = row ?? emptyTrends(teamId, quarterOf(occurredAt));
  return {
    ...trends,
    requests: trends.requests + 1,
    issueTypes: incremented(trends.issueTypes, issueType),
    products: incremented(trends.products, product),
    months: inMonth(trends, monthOf(occurredAt), 'requests'),
  };
};

const breached = (row: Row, { data: { teamId, dueAt } }: LoggedEvent<'ResponseTargetBreached'>): Row => {
  const trends = row ?? emptyTrends(teamId, quarterOf(dueAt));
  return { ...trends, breaches: trends.breaches + 1, months: inMonth(trends, monthOf(dueAt), 'breaches') };
};

/** Q4: the trends on a root-cause session's agenda. For that agenda only, because they count all members' tickets. */
export const teamTrends = defineProjection({
  name: 'team-trends',
  version: 1,
  table: { columns: { teamId: 'text' }, indexes: [] },
  keysOf: (event) => [keyOf(event)],
  on: { TicketOpened: opened, ResponseTargetBreached: breached },
});
