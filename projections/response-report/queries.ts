import type { TimeZones } from '@ledgerdesk/business-time';
import { CHAMPION_LEVELS, EDITIONS, type Entitlement } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { countedConditions, type ReportFilter } from '../report-filter.js';
import { REPORT_DEFAULTS } from '../report-defaults.js';
import { reportRows } from '../report-rows.js';
import {
  GroupedReport,
  type GroupedReportRequest,
  type ReportAnswer,
  type ReportDefinition,
  type ReportItem,
} from '../reports/grouped-report.js';
import { groupingsOf } from '../reports/groupings.js';
import { type CalendarsRow, responseReport, type ResponseReportRow } from './definition.js';
import { readRecordedCalendars } from './recorded-calendars.js';
import { businessMillis, type CountedClock, type ResponseFigures, ResponseTally } from './measures.js';

/** Figures of one edition or Champion level in one month, by clock start. */
export interface MonthlyFigures extends ResponseFigures {
  readonly level: Entitlement['level'];
  readonly month: string;
}

/** Without groupings and bucket: by level and month, without months that have no clocks. */
export interface ResponseReport {
  readonly total: ResponseFigures;
  readonly items: readonly (MonthlyFigures | ReportItem<ResponseFigures>)[];
}

/** A response clock with its ticket. */
interface ResponseFact extends CountedClock {
  readonly ticket: ResponseReportRow;
}

const definition: ReportDefinition<ResponseFact, ResponseFigures> = {
  startOf: ({ clock }) => clock.startedAt,
  values: {
    team: ({ ticket }) => ticket.teamId,
    product: ({ ticket }) => ticket.product,
    level: ({ ticket }) => ticket.level,
    edition: ({ ticket }) => ticket.edition,
    language: ({ clock }) => clock.language,
    agent: ({ clock }) => clock.agentId,
    issueType: ({ ticket }) => ticket.issueType,
    channel: ({ ticket }) => ticket.channel,
  },
  tally: () => new ResponseTally(),
};

/** What the report of response times can be grouped by. */
export const RESPONSE_GROUPINGS = groupingsOf(definition.values);

const startedWithin = (startedAt: Instant, { from = '', to }: ReportFilter): boolean =>
  startedAt >= from && (to === undefined || startedAt < to);

/** Passes each clock that started within the filter to `visit`. */
const eachClock = async (
  reader: RowReader,
  filter: ReportFilter,
  zones: TimeZones,
  visit: (fact: ResponseFact) => void,
): Promise<void> => {
  const calendars = await readRecordedCalendars(reader, zones);
  const { from: _, ...openedBefore } = filter; // no clock starts before its ticket opens
  const rows = countedConditions(openedBefore, 'openedAt');
  await reader.each<ResponseReportRow | CalendarsRow>(responseReport.name, rows, (ticket) => {
    if (!('clocks' in ticket)) return;
    for (const clock of ticket.clocks)
      if (startedWithin(clock.startedAt, filter)) visit({ ticket, clock, business: businessMillis(clock, calendars) });
  });
};

const LEVELS = [...EDITIONS, ...CHAMPION_LEVELS];

/** An item as it was before reports could be grouped: only of months with clocks. */
const monthOf = ({ group, bucket: month = '', ...figures }: ReportItem<ResponseFigures>): readonly MonthlyFigures[] =>
  LEVELS.filter((level) => level === group.level && figures.clocks > 0).map((level) => ({ level, month, ...figures }));

/** Figures of response clocks, in total and by the groupings and buckets of the request. Filters by clock start. */
export const readResponseReport = async (
  reader: RowReader,
  request: GroupedReportRequest,
  zones: TimeZones,
): Promise<ResponseReport | Refusal> => {
  const { team, from, to, timeZone, groupBy, bucket, apart } = request;
  const isByMonth = groupBy === undefined && bucket === undefined;
  const report = new GroupedReport(
    definition,
    isByMonth
      ? { groupBy: ['level'], bucket: 'month', ...(timeZone && { timeZone }), ...(apart && { apart }) }
      : request,
    zones,
  );
  const filter = { ...(team && { team }), ...(from && { from }), ...(to && { to }) };
  await eachClock(reader, filter, zones, (fact) => report.add(fact));
  const answer = report.answer();
  return isByMonth && !isRefusal(answer) ? byMonth(answer) : answer;
};

const byMonth = ({ total, items }: ReportAnswer<ResponseFigures>): ResponseReport => ({
  total,
  items: items.flatMap(monthOf),
});

/** The report of response targets. */
export const responseReportQuery = (zones: TimeZones): NamedQuery<GroupedReportRequest, ResponseReport | Refusal> => ({
  name: 'response-report',
  models: () => [responseReport.name],
  readsManyRows: true,
  question: {
    kind: 'report',
    name: 'responses',
    rows: reportRows,
    defaults: REPORT_DEFAULTS,
    groupings: RESPONSE_GROUPINGS,
  },
  run: (rows, request) => readResponseReport(rows, request, zones),
});
