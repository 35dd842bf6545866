import type { TimeZones } from '@ledgerdesk/business-time';
import type { Entitlement } from '@ledgerdesk/events';
import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { type MonthOf, monthOf as monthInUtc, monthsIn } from '../month-of.js';
import { type MonthlyReportFilter, type ReportFilter, reportConditions } from '../report-filter.js';
import { reportRows } from '../report-rows.js';
import { Tallies } from '../tallies.js';
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

/** Nearest-rank percentile: the smallest value that at least `share` of the values do not exceed. */
const percentile = (sorted: ArrayLike<number>, share: number): number | null =>
  sorted[Math.max(Math.ceil(sorted.length * share), 1) - 1] ?? null;

/** Adds up clocks. Of each it keeps the response time only, for the percentiles. */
class FiguresTally {
  readonly #outcomes: Record<ResponseOutcome, number> = { met: 0, breached: 0, 'solved-unanswered': 0, running: 0 };
  readonly #minutes: number[] = [];

  add({ outcome, answeredAfter }: ReportedClock): void {
    this.#outcomes[outcome] += 1;
    if (answeredAfter !== null) this.#minutes.push(answeredAfter);
  }

  figures(): ResponseFigures {
    const { met, breached, 'solved-unanswered': solvedUnanswered, running } = this.#outcomes;
    const sorted = Float64Array.from(this.#minutes).sort();
    return {
      clocks: met + breached + solvedUnanswered + running,
      met,
      breached,
      solvedUnanswered,
      running,
      answered: sorted.length,
      medianMinutes: percentile(sorted, 0.5),
      p90Minutes: percentile(sorted, 0.9),
    };
  }
}

const startedWithin = ({ startedAt }: ReportedClock, { from = '', to }: ReportFilter): boolean =>
  startedAt >= from && (to === undefined || startedAt < to);

/** Response figures in total and by month and level. Filters by clock start. */
export const readResponseReport = async (
  reader: RowReader,
  filter: ReportFilter,
  monthOf: MonthOf = monthInUtc,
): Promise<ResponseReport> => {
  const { from: _, ...openedBefore } = filter; // no clock starts before its ticket opens
  const total = new FiguresTally();
  const groups = new Tallies((group: Pick<MonthlyFigures, 'month' | 'level'>) => ({
    group,
    tally: new FiguresTally(),
  }));
  await reader.each<ResponseReportRow>(
    responseReport.name,
    reportConditions(openedBefore, 'openedAt'),
    ({ level, clocks }) => {
      for (const clock of clocks) {
        if (!startedWithin(clock, filter)) continue;
        const month = monthOf(clock.startedAt);
        total.add(clock);
        groups.of({ month, level }).tally.add(clock);
      }
    },
  );
  return {
    total: total.figures(),
    items: groups.sorted().map(({ group, tally }) => ({ ...group, ...tally.figures() })),
  };
};

/** The report of response targets, with months in the time zone of the filter. */
export const responseReportQuery = (zones: TimeZones): NamedQuery<MonthlyReportFilter, ResponseReport> => ({
  name: 'response-report',
  models: () => [responseReport.name],
  readsManyRows: true,
  question: { kind: 'report', name: 'responses', rows: reportRows },
  run: (rows, { timeZone, ...filter }) => readResponseReport(rows, filter, monthsIn(timeZone, zones)),
});
