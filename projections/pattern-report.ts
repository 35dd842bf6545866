import type { TimeZones } from '@ledgerdesk/business-time';
import type { TicketChannel } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { liveOutcomes, type LiveOutcomeRow } from './live-outcomes/definition.js';
import { countedConditions } from './report-filter.js';
import { REPORT_DEFAULTS } from './report-defaults.js';
import { reportRows } from './report-rows.js';
import {
  GroupedReport,
  type GroupedReportRequest,
  type ReportAnswer,
  type ReportDefinition,
  type ReportItem,
} from './reports/grouped-report.js';
import { groupingsOf } from './reports/groupings.js';
import { ticketFlow, type TicketFlowRow } from './ticket-flow/definition.js';

interface RequestCount {
  /** Tickets, chats and callbacks, each request once. */
  readonly requests: number;
}

/** Number of requests of one kind, compared with all requests and with the bucket before. */
export interface PatternMeasures extends RequestCount {
  /** Share of all requests of the same bucket, from 0 to 1. Null: there are none. */
  readonly share: number | null;
  /** Requests more than in the bucket before; fewer if negative. Null: there is no bucket before. */
  readonly change: number | null;
}

interface RequestFact {
  readonly at: Instant;
  readonly teamId: string;
  readonly product: string;
  readonly issueType: string | null;
  readonly language: string;
  readonly channel: TicketChannel;
}

/** The facts are requests, at their opening or start. */
const patternDefinition: ReportDefinition<RequestFact, RequestCount> = {
  startOf: ({ at }) => at,
  values: {
    team: ({ teamId }) => teamId,
    product: ({ product }) => product,
    language: ({ language }) => language,
    issueType: ({ issueType }) => issueType,
    channel: ({ channel }) => channel,
  },
  tally: () => {
    let requests = 0;
    return { add: () => void (requests += 1), measures: () => ({ requests }) };
  },
};

export const PATTERN_GROUPINGS = groupingsOf(patternDefinition.values);

/** Compares the items of each bucket with all requests of the bucket, and with those of the bucket before. */
const compared = ({ total, items }: ReportAnswer<RequestCount>): ReportAnswer<PatternMeasures> => {
  const ofBucket = new Map<string | undefined, number>();
  for (const { bucket, requests } of items) ofBucket.set(bucket, (ofBucket.get(bucket) ?? 0) + requests);
  const before = new Map<string, number>();
  const comparedItem = (item: ReportItem<RequestCount>): ReportItem<PatternMeasures> => {
    const { group, bucket, requests } = item;
    const [key, all = 0] = [JSON.stringify(group), ofBucket.get(bucket)];
    const earlier = before.get(key);
    if (bucket !== undefined) before.set(key, requests);
    return {
      ...item,
      share: all === 0 ? null : requests / all,
      change: earlier === undefined ? null : requests - earlier,
    };
  };
  return {
    total: { ...total, share: total.requests === 0 ? null : 1, change: null },
    items: items.map(comparedItem),
  };
};

/** D4, D5: counts requests by issue type, product and what else is asked for. Two merged tickets are one request. */
export const readPatternReport = async (
  reader: RowReader,
  request: GroupedReportRequest,
  zones: TimeZones,
): Promise<ReportAnswer<PatternMeasures> | Refusal> => {
  const report = new GroupedReport(patternDefinition, request, zones);
  await reader.each(ticketFlow.name, countedConditions(request, 'openedAt'), (ticket: TicketFlowRow) => {
    if (!ticket.merged) report.add({ ...ticket, at: ticket.openedAt });
  });
  await reader.each(liveOutcomes.name, countedConditions(request, 'startedAt'), (live: LiveOutcomeRow) => {
    if (!live.becameTicket) report.add({ ...live, at: live.startedAt });
  });
  const answer = report.answer();
  return isRefusal(answer) ? answer : compared(answer);
};

/** The report of patterns, with buckets and hours of the week in the time zone of the request. */
export const patternReportQuery = (
  zones: TimeZones,
): NamedQuery<GroupedReportRequest, ReportAnswer<PatternMeasures> | Refusal> => ({
  name: 'pattern-report',
  models: () => [ticketFlow.name, liveOutcomes.name],
  readsManyRows: true,
  question: {
    kind: 'report',
    name: 'patterns',
    rows: reportRows,
    defaults: REPORT_DEFAULTS,
    groupings: groupingsOf(patternDefinition.values),
  },
  run: (rows, request) => readPatternReport(rows, request, zones),
});
