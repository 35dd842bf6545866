import type { Entitlement } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { Condition, RowReader } from '@ledgerdesk/read-store';
import { monthOf } from '../months.js';
import { type ReportedClock, type ResponseOutcome, responseReport, type ResponseReportRow } from './definition.js';

/** Which clocks are reported: those that started from `from` on and before `to`, of one team or of all. */
export interface ReportFilter {
  readonly team?: string;
  readonly from?: Instant;
  readonly to?: Instant;
}

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
const percentile = (sorted: readonly number[], share: number): number | null => sorted[Math.max(Math.ceil(sorted.length * share), 1) - 1] ?? null;

const figuresOf = (clocks: readonly Counted[]): ResponseFigures => {
  const withOutcome = (outcome: ResponseOutcome): number => clocks.filter((one) => one.outcome === outcome).length;
  const minutes = clocks.flatMap(({ answeredAfter }) => answeredAfter ?? []).sort((a, b) => a - b);
  return {
    clocks: clocks.length, met: withOutcome('met'), breached: withOutcome('breached'), solvedUnanswered: withOutcome('solved-unanswered'), running: withOutcome('running'),
    answered: minutes.length, medianMinutes: percentile(minutes, 0.5), p90Minutes: percentile(minutes, 0.9),
  };
};

const isWithin = ({ from = '', to }: ReportFilter) => ({ startedAt }: ReportedClock): boolean => startedAt >= from && (to === undefined || startedAt < to);

/** A clock starts when its ticket opens at the earliest. */
const openedBefore = ({ team, to }: ReportFilter): readonly Condition[] => [
  ...(team === undefined ? [] : [{ column: 'teamId', is: '=', value: team } as const]),
  ...(to === undefined ? [] : [{ column: 'openedAt', is: '<', value: to } as const]),
];

/** What became of response targets: in all, and by level and month, in order. */
export const responsesOf = async (reader: RowReader, filter: ReportFilter): Promise<ResponseReport> => {
  const found = await reader.find<ResponseReportRow>(responseReport.name, { where: openedBefore(filter) });
  const clocks = found.flatMap(({ row: { level, clocks: own } }) => own.filter(isWithin(filter)).map((one): Counted => ({ ...one, level })));
  return { total: figuresOf(clocks), items: [...byMonthAndLevel(clocks).values()].map(monthly) };
};

type Group = readonly [Counted, ...Counted[]];

const monthly = (group: Group): MonthlyFigures => ({ level: group[0].level, month: monthOf(group[0].startedAt), ...figuresOf(group) });

const byMonthAndLevel = (clocks: readonly Counted[]): ReadonlyMap<string, Group> => {
  const groups = new Map<string, [Counted, ...Counted[]]>();
  for (const one of clocks) {
    const key = `${monthOf(one.startedAt)} ${one.level}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
};
