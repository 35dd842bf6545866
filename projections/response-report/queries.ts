import type { Entitlement } from '@ledgerdesk/events';
import type { RowReader } from '@ledgerdesk/read-store';
import { type Group, groupsOf } from '../groups.js';
import { monthOf } from '../months.js';
import { type ReportFilter, within } from '../report-filter.js';
import { type ReportedClock, type ResponseOutcome, responseReport, type ResponseReportRow } from './definition.js';

/** How a number of response clocks ended, and how long answers took. */
export interface ResponseFigures {
  readonly clocks: number;
  readonly met: number;
  readonly breached: number;
  readonly solvedUnanswered: number;
  readonly running: number;
  /** Clocks that an answer ended, late ones included: what the minutes are of. */
  readonly answered: number;
  /** By nearest rank; null where nothing was answered. */
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
}

/** Figures of an edition or Champion level in a month (UTC, by when a clock started). */
export interface MonthlyFigures extends ResponseFigures {
  readonly level: Entitlement['level'];
  readonly month: string;
}

export interface ResponseReport {
  readonly total: ResponseFigures;
  readonly items: readonly MonthlyFigures[];
}

type Counted = ReportedClock & { readonly level: Entitlement['level'] };

/** The smallest value that at least this share of all does not exceed. */
const percentile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(Math.ceil(sorted.length * share), 1) - 1] ?? null;

const figuresOf = (clocks: readonly Counted[]): ResponseFigures => {
  const withOutcome = (outcome: ResponseOutcome): number => clocks.filter((one) => one.outcome === outcome).length;
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

const isWithin =
  ({ from = '', to }: ReportFilter) =>
  ({ startedAt }: ReportedClock): boolean =>
    startedAt >= from && (to === undefined || startedAt < to);

/** What became of response targets: in all, and by level and month, in order. A filter goes by when a clock started. */
export const responsesOf = async (reader: RowReader, filter: ReportFilter): Promise<ResponseReport> => {
  const { from: _, ...openedBefore } = filter; // a clock starts when its ticket opens at the earliest
  const found = await reader.find<ResponseReportRow>(responseReport.name, { where: within(openedBefore, 'openedAt') });
  const clocks = found.flatMap(({ row: { level, clocks: own } }) =>
    own.filter(isWithin(filter)).map((one): Counted => ({ ...one, level })),
  );
  return {
    total: figuresOf(clocks),
    items: groupsOf(clocks, ({ startedAt, level }) => `${monthOf(startedAt)} ${level}`).map(monthly),
  };
};

const monthly = (group: Group<Counted>): MonthlyFigures => ({
  level: group[0].level,
  month: monthOf(group[0].startedAt),
  ...figuresOf(group),
});
