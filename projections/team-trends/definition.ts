import { quarterOf } from '@ledgerdesk/business-time';
import { defineProjection, type Logged } from '../define.js';
import { monthOf } from '../months.js';

type Counts = Readonly<Record<string, number>>;

/** What a team asked in a calendar quarter (UTC): counts, and no word of what was written (Q4). */
export type TeamTrendsRow = {
  readonly teamId: string;
  readonly quarter: string;
  /** Tickets that were opened. */
  readonly requests: number;
  /** Response targets that were due in the quarter and missed. */
  readonly breaches: number;
  readonly issueTypes: Counts;
  readonly products: Counts;
  /** By month, `2026-11`. */
  readonly months: Readonly<Record<string, { readonly requests: number; readonly breaches: number }>>;
};

type Row = TeamTrendsRow | undefined;

export const trendsKey = (teamId: string, quarter: string): string => `${teamId}.${quarter}`;

const keyOf = (event: Logged<'TicketOpened' | 'ResponseTargetBreached'>): string =>
  trendsKey(event.data.teamId, quarterOf(event.type === 'TicketOpened' ? event.occurredAt : event.data.dueAt));

export const noTrends = (teamId: string, quarter: string): TeamTrendsRow => ({
  teamId,
  quarter,
  requests: 0,
  breaches: 0,
  issueTypes: {},
  products: {},
  months: {},
});

const oneMore = (counts: Counts, name: string): Counts => ({ ...counts, [name]: (counts[name] ?? 0) + 1 });

const inMonth = ({ months }: TeamTrendsRow, month: string, what: 'requests' | 'breaches'): TeamTrendsRow['months'] => {
  const counted = months[month] ?? { requests: 0, breaches: 0 };
  return { ...months, [month]: { ...counted, [what]: counted[what] + 1 } };
};

const opened = (row: Row, { data: { teamId, product, issueType }, occurredAt }: Logged<'TicketOpened'>): Row => {
  const trends = row ?? noTrends(teamId, quarterOf(occurredAt));
  return {
    ...trends,
    requests: trends.requests + 1,
    issueTypes: oneMore(trends.issueTypes, issueType),
    products: oneMore(trends.products, product),
    months: inMonth(trends, monthOf(occurredAt), 'requests'),
  };
};

const breached = (row: Row, { data: { teamId, dueAt } }: Logged<'ResponseTargetBreached'>): Row => {
  const trends = row ?? noTrends(teamId, quarterOf(dueAt));
  return { ...trends, breaches: trends.breaches + 1, months: inMonth(trends, monthOf(dueAt), 'breaches') };
};

/** Q4: what a root-cause session is about. Read for a team's agenda only: it counts what all its members asked. */
export const teamTrends = defineProjection({
  name: 'team-trends',
  version: 1,
  table: { columns: { teamId: 'text' }, indexes: [] },
  keysOf: (event) => [keyOf(event)],
  on: { TicketOpened: opened, ResponseTargetBreached: breached },
});
