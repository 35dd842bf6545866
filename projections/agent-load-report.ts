import type { TimeZones } from '@ledgerdesk/business-time';
import { earlier, type Instant, isRefusal, MINUTE, type Refusal } from '@ledgerdesk/kernel';
import type { Condition, KeyedRow, NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { agentTimes, type AgentTimesRow, type EngagementRow } from './agent-times/definition.js';
import { availabilityEnds, type AvailabilityTime } from './agent-times/availability-ends.js';
import { openWithin } from './backlog-report.js';
import { TEAMLESS_DEFAULTS } from './report-defaults.js';
import { countedConditions } from './report-filter.js';
import { reportRows } from './report-rows.js';
import { Cuts } from './reports/cuts.js';
import { GroupedReport, type ReportAnswer, type ReportDefinition } from './reports/grouped-report.js';
import { groupingsOf } from './reports/groupings.js';
import { type Interval, type Span, spanWithin } from './reports/interval.js';
import { endedAtMoment, stockChanges, stockGroupings, type StockReportRequest, withStocks } from './reports/stocks.js';
import { ticketAnswers, type TicketAnswerRow } from './ticket-answers/definition.js';
import { isOpenState, ticketFlow, type TicketFlowRow } from './ticket-flow/definition.js';
import { phasesOf } from './ticket-phases.js';

/** What agents did and how much time they had for it. */
export interface AgentLoadMeasures {
  /** Answers that agents wrote in the bucket. */
  readonly answers: number;
  /** Open tickets that are assigned to an agent at the end of the bucket. */
  readonly ticketsInHand: number;
  /** Chats and callbacks that agents took in the bucket. */
  readonly liveRequests: number;
  /** Minutes in which agents were available. */
  readonly availableMinutes: number;
  /** Minutes in which agents were engaged for a chat or callback. */
  readonly engagedMinutes: number;
}

interface LoadFact {
  readonly agentId: string;
  readonly at: Instant;
  readonly count: 'answers' | 'ticketsInHand' | 'liveRequests' | 'availableMillis' | 'engagedMillis';
  readonly by: number;
}

/** Has no team: agents are available for all teams. */
export type AgentLoadRequest = Omit<StockReportRequest, 'team'>;

type Ended = AgentLoadRequest & { readonly to: Instant };
type Report = GroupedReport<LoadFact, AgentLoadMeasures>;

/** The facts are answers, changes of the number of tickets in hand, and times of availability and engagement. */
const agentLoadDefinition: ReportDefinition<LoadFact, AgentLoadMeasures> = {
  startOf: ({ at }) => at,
  values: { agent: ({ agentId }) => agentId },
  tally: () => {
    const sums = { answers: 0, ticketsInHand: 0, liveRequests: 0, availableMillis: 0, engagedMillis: 0 };
    return {
      add: ({ count, by }) => void (sums[count] += by),
      measures: () => {
        const { availableMillis, engagedMillis, ...counts } = sums;
        return { ...counts, availableMinutes: availableMillis / MINUTE, engagedMinutes: engagedMillis / MINUTE };
      },
    };
  },
};

const STOCKS = ['ticketsInHand'] as const satisfies readonly (keyof AgentLoadMeasures)[];

export const AGENT_LOAD_GROUPINGS = stockGroupings(agentLoadDefinition.values);

const inHandOf = (ticket: TicketFlowRow, interval: Interval): readonly LoadFact[] =>
  (ticket.hands.length === 0 ? [] : phasesOf(ticket)).flatMap(({ state, agentId, ...span }) =>
    agentId === null || !isOpenState(state)
      ? []
      : stockChanges(span, interval).map((change) => ({ agentId, count: 'ticketsInHand', ...change })),
  );

/** Adds the pieces of a time in an interval, cut where buckets begin. What still lasts counts up to its end. */
const addTime = (
  report: Report,
  cuts: Cuts,
  interval: Interval & { readonly to: Instant },
  { agentId, count, ...span }: Span & Pick<LoadFact, 'agentId' | 'count'>,
): void => {
  const within = spanWithin(span, interval);
  if (!within) return;
  for (const { at, millis } of cuts.of(within.at, within.until ?? interval.to))
    report.add({ agentId, at, count, by: millis });
};

const timesOf = (kind: AgentTimesRow['kind'], to: Instant): readonly Condition[] => [
  { column: 'kind', is: '=', value: kind },
  { column: 'at', is: '<', value: to },
];

const addTimes = async (rows: RowReader, report: Report, cuts: Cuts, request: Ended): Promise<void> => {
  const interval = { from: request.from, to: earlier(request.to, request.at) };
  await rows.each(agentTimes.name, timesOf('engagement', request.to), ({ agentId, at, until }: EngagementRow) => {
    report.add({ agentId, at, count: 'liveRequests', by: 1 });
    addTime(report, cuts, interval, { agentId, count: 'engagedMillis', at, until: until ?? undefined });
  });
  const available = ({ agentId, at, available: isAvailable }: AvailabilityTime, until: Instant | null): void => {
    if (isAvailable)
      addTime(report, cuts, interval, { agentId, count: 'availableMillis', at, until: until ?? undefined });
  };
  const withoutEnd: AvailabilityTime[] = [];
  await rows.each(agentTimes.name, timesOf('availability', request.to), (row: AvailabilityTime) => {
    if (row.until === undefined) withoutEnd.push(row);
    else available(row, row.until);
  });
  for (const [row, until] of availabilityEnds(withoutEnd)) available(row, until);
};

/** Completes changes of availability by their ends: the time of each then follows from it alone. */
const completed = (model: string, rows: readonly KeyedRow<AgentTimesRow>[]): readonly KeyedRow[] => {
  if (model !== agentTimes.name) return rows;
  const ends = availabilityEnds(rows.flatMap(({ row }) => (row.kind === 'availability' ? [row] : [])));
  return rows.map(({ key, row }) => {
    const until = row.kind === 'availability' ? ends.get(row) : undefined;
    return { key, row: until === undefined ? row : { ...row, until } };
  });
};

/** Counts what agents did in each bucket and how long they were available, and the tickets in hand at its end. */
export const readAgentLoad = async (
  rows: RowReader,
  request: AgentLoadRequest,
  zones: TimeZones,
): Promise<ReportAnswer<AgentLoadMeasures> | Refusal> => {
  const ended = endedAtMoment(request);
  const report = new GroupedReport(agentLoadDefinition, ended, zones);
  const from = ended.from === undefined ? {} : { from: ended.from };
  await rows.each(
    ticketAnswers.name,
    countedConditions({ ...from, to: ended.to }, 'at'),
    ({ agentId, at }: TicketAnswerRow) => report.add({ agentId, at, count: 'answers', by: 1 }),
  );
  await rows.each(ticketFlow.name, openWithin({ from: ended.from, to: ended.to }), (ticket: TicketFlowRow) => {
    for (const fact of inHandOf(ticket, ended)) report.add(fact);
  });
  await addTimes(rows, report, new Cuts(request.bucket, request.timeZone, zones), ended);
  const answer = report.answer();
  return isRefusal(answer) ? answer : withStocks(answer, STOCKS);
};

/** The report of agents' load, with buckets in the time zone of the request. */
export const agentLoadReportQuery = (
  zones: TimeZones,
): NamedQuery<AgentLoadRequest, ReportAnswer<AgentLoadMeasures> | Refusal> => ({
  name: 'agent-load-report',
  models: () => [ticketAnswers.name, ticketFlow.name, agentTimes.name],
  readsManyRows: true,
  question: {
    kind: 'report',
    name: 'agent-load',
    rows: reportRows,
    defaults: TEAMLESS_DEFAULTS,
    groupings: groupingsOf(agentLoadDefinition.values),
    facts: { complete: completed, stocks: STOCKS },
  },
  run: (rows, request) => readAgentLoad(rows, request, zones),
});
