import type { LoggedEvent } from '@ledgerdesk/events';
import { quarterOf } from '@ledgerdesk/business-time';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { settled } from '../live-requests.js';
import { monthOf } from '../month-of.js';

type Counts = Readonly<Record<string, number>>;

/** A team's counts in a calendar quarter (UTC). Contains no text of a request (Q4). */
export type QuarterTrends = {
  /** Tickets, chats and callbacks, each once: one that became a ticket counts as that ticket, when it was opened. */
  readonly requests: number;
  /** Breached response targets that were due in the quarter. */
  readonly breaches: number;
  /** Without the callbacks that name no issue type. */
  readonly issueTypes: Counts;
  readonly products: Counts;
  /** Keyed by month, such as `2026-11`. */
  readonly months: Readonly<Record<string, { readonly requests: number; readonly breaches: number }>>;
};

/** A request, and where it is counted. */
type CountedRequest = { readonly product: string; readonly issueType: string | null; readonly at: Instant };

/** A chat or callback that may still become a ticket, which has the same id and is the same request. */
type LiveRequest = CountedRequest & { readonly id: string };

/** The trends of a team. All quarters are in one row: an opened ticket may end the count of an earlier one's chat. */
export type TeamTrendsRow = {
  readonly teamId: string;
  readonly quarters: Readonly<Record<string, QuarterTrends>>;
  readonly live: readonly LiveRequest[];
};

type Row = TeamTrendsRow | undefined;
type OfTeam = { readonly teamId: string };

export const NO_TRENDS: QuarterTrends = { requests: 0, breaches: 0, issueTypes: {}, products: {}, months: {} };

const rowOf = (row: Row, { teamId }: OfTeam): TeamTrendsRow => row ?? { teamId, quarters: {}, live: [] };

const added = (counts: Counts, name: string, by: number): Counts => {
  const { [name]: count = 0, ...others } = counts;
  return count + by > 0 ? { ...others, [name]: count + by } : others;
};

/** Changes a count in the quarter and in the month of an instant. */
const inQuarter = (
  row: TeamTrendsRow,
  at: Instant,
  what: 'requests' | 'breaches',
  by: number,
  more: (trends: QuarterTrends) => Partial<QuarterTrends> = () => ({}),
): TeamTrendsRow => {
  const [quarter, month] = [quarterOf(at), monthOf(at)];
  const trends = row.quarters[quarter] ?? NO_TRENDS;
  const { [month]: counted = { requests: 0, breaches: 0 }, ...months } = trends.months;
  const changed = { ...counted, [what]: counted[what] + by };
  return {
    ...row,
    quarters: {
      ...row.quarters,
      [quarter]: {
        ...trends,
        ...more(trends),
        [what]: trends[what] + by,
        months: changed.requests + changed.breaches > 0 ? { ...months, [month]: changed } : months,
      },
    },
  };
};

const counted = (row: TeamTrendsRow, { product, issueType, at }: CountedRequest, by: 1 | -1): TeamTrendsRow =>
  inQuarter(row, at, 'requests', by, ({ products, issueTypes }) => ({
    products: added(products, product, by),
    issueTypes: issueType === null ? issueTypes : added(issueTypes, issueType, by),
  }));

const withLive = (row: Row, request: LiveRequest, team: OfTeam): Row => {
  const others = settled(rowOf(row, team), request.id);
  return { ...counted(others, request, 1), live: [...others.live, request] };
};

const opened = (
  row: Row,
  { data: { teamId, ticketId, product, issueType }, occurredAt }: LoggedEvent<'TicketOpened'>,
): Row => {
  const known = rowOf(row, { teamId });
  const earlier = known.live.find(({ id }) => id === ticketId);
  const others = earlier ? counted(settled(known, ticketId), earlier, -1) : known;
  return counted(others, { product, issueType, at: occurredAt }, 1);
};

/** The ticket stays in the quarter in which it was opened. */
const moved = (row: Row, { data }: LoggedEvent<'TicketReclassified'>): Row => {
  const { product, issueType, previousProduct, previousIssueType, openedAt: at } = data;
  const { products = {}, issueTypes = {} } = row?.quarters[quarterOf(at)] ?? {};
  if (!row || !(previousProduct in products) || !(previousIssueType in issueTypes)) return row;
  const others = counted(row, { product: previousProduct, issueType: previousIssueType, at }, -1);
  return counted(others, { product, issueType, at }, 1);
};

/** Two merged tickets are one request. */
const merged = (row: Row, { data: { product, issueType, openedAt: at } }: LoggedEvent<'TicketMerged'>): Row =>
  row?.quarters[quarterOf(at)] ? counted(row, { product, issueType, at }, -1) : row;

const started = (row: Row, { data, occurredAt: at }: LoggedEvent<'ChatStarted'>): Row =>
  withLive(row, { id: data.chatId, product: data.product, issueType: data.issueType, at }, data);

const requested = (row: Row, { data, occurredAt: at }: LoggedEvent<'CallbackRequested'>): Row =>
  withLive(row, { id: data.callbackId, product: data.product, issueType: data.issueType, at }, data);

const ended = (row: Row, { data: { chatId, ticketId } }: LoggedEvent<'ChatEnded'>): Row =>
  ticketId === null ? settled(row, chatId) : row;

const over = (row: Row, { data: { callbackId } }: LoggedEvent<'CallbackCompleted' | 'CallbackCancelled'>): Row =>
  settled(row, callbackId);

const breached = (row: Row, { data }: LoggedEvent<'ResponseTargetBreached'>): Row =>
  inQuarter(rowOf(row, data), data.dueAt, 'breaches', 1);

/** Q4: the trends on a root-cause session's agenda. For that agenda only, because they count all members' requests. */
export const teamTrends = defineProjection({
  name: 'team-trends',
  version: 3,
  table: { columns: { teamId: 'text' }, indexes: [] },
  keysOf: ({ data }) => [data.teamId],
  on: {
    TicketOpened: opened,
    TicketReclassified: moved,
    TicketMerged: merged,
    ChatStarted: started,
    ChatEnded: ended,
    CallbackRequested: requested,
    CallbackCompleted: over,
    CallbackCancelled: over,
    ResponseTargetBreached: breached,
  },
});
