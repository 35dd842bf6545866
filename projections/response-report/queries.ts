import type { TimeZones } from '@ledgerdesk/business-time';
import type { Entitlement } from '@ledgerdesk/events';
import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { type NonEmpty, groupBy } from '../group-by.js';
import { type MonthOf, monthOf as monthInUtc, monthsIn } from '../month-of.js';
import { type MonthlyReportFilter, type ReportFilter, reportConditions } from '../report-filter.js';
import { type ReportedClock, type ResponseOutcome, responseReport, type ResponseReportRow } from './definition.js';

/** Outcomes and response times of a set of response clocks. */
export interface ResponseFigures {
  readonly clocks: number;
  readonly met: number;
  readonly breached: number;
  readonly solvedUnanswered: number;
  readonly running: number;
  /** Clocks stopped by an answer, late ones included. The percentiles cover these clocks. */
  readonly answered: number;
  /** Nearest-rank percentile; null if nothing was answered. */
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
}

/** Figures of one edition or Champion level in one month, by clock start. */
export interface MonthlyFigures extends ResponseFigures {
  readonly level: Entitlement['level'];
  readonly month: string;
}

export interface ResponseReport {
  readonly total: ResponseFigures;
  readonly items: readonly MonthlyFigures[];
}

type ClockWithLevel = ReportedClock & { readonly level: Entitlement['level'] };

/** Nearest-rank percentile: the smallest value that at least `share` of the values do not exceed. */
const percentile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(Math.ceil(sorted.length * share), 1) - 1] ?? null;

const figuresOf = (clocks: readonly ClockWithLevel[]): ResponseFigures => {
  const withOutcome = (outcome: ResponseOutcome): number => clocks.filter((clock) => clock.outcome === outcome).length;
  const minutes = clocks.flatMap(({ answeredAfter }) => answeredAfter ?? []).sort((a, b) => a - b);
  return {
    clocks: clocks.length,
    met: withOutcome('met'),
    breached: withOutcome('breached'),
    solvedUnanswered: withOutcome('solved-unanswered'),
    running: withOutcome('running'),
    answered: minutes.length,
    medianMinutes: percentile(minutes, 0.5),
    p90Minutes: percentile(minutes, 0.9),
  };
};

const startedWithin =
  ({ from = '', to }: ReportFilter) =>
  ({ startedAt }: ReportedClock): boolean =>
    startedAt >= from && (to === undefined || startedAt < to);

/** Response figures in total and by month and level. Filters by clock start. */
export const readResponseReport = async (
  reader: RowReader,
  filter: ReportFilter,
  monthOf: MonthOf = monthInUtc,
): Promise<ResponseReport> => {
  const { from: _, ...openedBefore } = filter; // no clock starts before its ticket opens
  const found = await reader.find<ResponseReportRow>(responseReport.name, {
    where: reportConditions(openedBefore, 'openedAt'),
  });
  const clocks = found.flatMap(({ row: { level, clocks: ticketClocks } }) =>
    ticketClocks.filter(startedWithin(filter)).map((clock): ClockWithLevel => ({ ...clock, level })),
  );
  return {
    total: figuresOf(clocks),
    items: groupBy(clocks, ({ startedAt, level }) => `${monthOf(startedAt)} ${level}`).map((group) =>
      monthly(group, monthOf),
    ),
  };
};

const monthly = (group: NonEmpty<ClockWithLevel>, monthOf: MonthOf): MonthlyFigures => ({
  level: group[0].level,
  month: monthOf(group[0].startedAt),
  ...figuresOf(group),
});

/** The report of response targets, with months in the time zone of the filter. */
export const responseReportQuery = (zones: TimeZones): NamedQuery<MonthlyReportFilter, ResponseReport> => ({
  name: 'response-report',
  models: () => [responseReport.name],
  run: (rows, { timeZone, ...filter }) => readResponseReport(rows, filter, monthsIn(timeZone, zones)),
});
