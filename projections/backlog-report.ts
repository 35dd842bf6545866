import type { TimeZones } from '@ledgerdesk/business-time';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { Condition, NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { equals, within } from './column-conditions.js';
import { REPORT_DEFAULTS } from './report-defaults.js';
import { reportRows } from './report-rows.js';
import { GroupedReport, type ReportAnswer, type ReportDefinition } from './reports/grouped-report.js';
import { groupingsOf } from './reports/groupings.js';
import type { Interval } from './reports/interval.js';
import { endedAtMoment, stockChanges, stockGroupings, type StockReportRequest, withStocks } from './reports/stocks.js';
import { type FlowState, isOpenState, ticketFlow, type TicketFlowRow } from './ticket-flow/definition.js';
import { agentAt, phasesOf } from './ticket-phases.js';
import { ticketValues } from './ticket-values.js';

/** Tickets that are open at the end of a bucket, and what changed their number in it. */
export interface BacklogMeasures {
  /** At the end of the bucket: neither solved nor closed (V3). The sum of the three that follow. */
  readonly open: number;
  /** Open, and support has the next word. */
  readonly waitingForSupport: number;
  /** Open and answered: the requester has the next word. */
  readonly waitingForRequester: number;
  /** On hold. */
  readonly onHold: number;
  /** In the bucket: tickets that were opened. */
  readonly opened: number;
  /** Number of times that a ticket was reopened. */
  readonly reopened: number;
  /** Number of times that a ticket was solved. */
  readonly solved: number;
  /** Open tickets that were merged into another. */
  readonly merged: number;
  /** Solved tickets that were closed. */
  readonly closed: number;
}

type Count = keyof BacklogMeasures;
const STOCKS = ['open', 'waitingForSupport', 'waitingForRequester', 'onHold'] as const satisfies readonly Count[];

interface BacklogFact {
  readonly ticket: TicketFlowRow;
  readonly agentId: string | null;
  readonly at: Instant;
  readonly count: Exclude<Count, 'open'>;
  readonly by: 1 | -1;
}

const NONE: BacklogMeasures = {
  open: 0,
  waitingForSupport: 0,
  waitingForRequester: 0,
  onHold: 0,
  opened: 0,
  reopened: 0,
  solved: 0,
  merged: 0,
  closed: 0,
};

/** The facts of the backlog are changes of its measures. */
const backlogDefinition: ReportDefinition<BacklogFact, BacklogMeasures> = {
  startOf: ({ at }) => at,
  values: { ...ticketValues(({ ticket }) => ticket), agent: ({ agentId }) => agentId },
  tally: () => {
    const counts = { ...NONE };
    return {
      add: ({ count, by }) => void (counts[count] += by),
      measures: () => {
        const { waitingForSupport, waitingForRequester, onHold } = counts;
        return { ...counts, open: waitingForSupport + waitingForRequester + onHold };
      },
    };
  },
};

export const BACKLOG_GROUPINGS = stockGroupings(backlogDefinition.values);

const STOCK_OF = {
  support: 'waitingForSupport',
  requester: 'waitingForRequester',
  held: 'onHold',
  solved: undefined,
  closed: undefined,
} as const satisfies Readonly<Record<FlowState, Count | undefined>>;

/** What a change of state counts as; undefined between the states of an open ticket. */
const flowOf = (before: FlowState | undefined, after: FlowState): BacklogFact['count'] | undefined => {
  if (before === undefined) return 'opened';
  if (!isOpenState(before)) return isOpenState(after) ? 'reopened' : 'closed';
  if (isOpenState(after)) return undefined;
  return after === 'solved' ? 'solved' : 'merged';
};

/** Returns the facts of a ticket in an interval. */
const factsOf = (ticket: TicketFlowRow, interval: Interval): readonly BacklogFact[] => [
  ...phasesOf(ticket).flatMap(({ state, agentId, ...span }) => {
    const count = STOCK_OF[state];
    return count === undefined
      ? []
      : stockChanges(span, interval).map((change) => ({ ticket, agentId, count, ...change }));
  }),
  ...ticket.turns.flatMap(({ at, state }, index) => {
    const count = flowOf(ticket.turns[index - 1]?.state, state);
    return count === undefined ? [] : [{ ticket, agentId: agentAt(ticket, at), at, count, by: 1 as const }];
  }),
];

/**
 * The conditions of the tickets that may have been open at some time in [from, to). Those opened later have no facts,
 * and are read too unless a team or `from` makes the rows few: see `countedConditions`.
 */
export const openWithin = ({ team, from, to }: Interval & { readonly team?: string }): readonly Condition[] => [
  ...equals('teamId', team),
  ...within('overAt', { from }),
  ...(team === undefined && from === undefined ? [] : within('openedAt', { to })),
];

/** Counts the backlog at the end of each bucket, and what was opened, reopened, solved, merged and closed in it. */
export const readBacklog = async (
  reader: RowReader,
  request: StockReportRequest,
  zones: TimeZones,
): Promise<ReportAnswer<BacklogMeasures> | Refusal> => {
  const ended = endedAtMoment(request);
  const report = new GroupedReport(backlogDefinition, ended, zones);
  await reader.each(ticketFlow.name, openWithin(ended), (ticket: TicketFlowRow) => {
    for (const fact of factsOf(ticket, ended)) report.add(fact);
  });
  const answer = report.answer();
  return isRefusal(answer) ? answer : withStocks(answer, STOCKS);
};

/** The report of the backlog, with buckets in the time zone of the request. */
export const backlogReportQuery = (
  zones: TimeZones,
): NamedQuery<StockReportRequest, ReportAnswer<BacklogMeasures> | Refusal> => ({
  name: 'backlog-report',
  models: () => [ticketFlow.name],
  readsManyRows: true,
  question: {
    kind: 'report',
    name: 'backlog',
    rows: reportRows,
    defaults: REPORT_DEFAULTS,
    groupings: groupingsOf(backlogDefinition.values),
    facts: { stocks: STOCKS },
  },
  run: (rows, request) => readBacklog(rows, request, zones),
});
