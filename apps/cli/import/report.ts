import type { RefusedRow } from './rows.js';

/** A level that differs from the one its customer bought with. */
export interface LevelDifference {
  readonly line: number;
  readonly customer: string;
  readonly level: string;
  readonly bought: string | null;
}

/** What became of every row. */
export interface ImportReport {
  readonly source: string;
  readonly rows: number;
  /** Rows that went through the rules; `unchanged` of them found nothing to do. */
  readonly applied: number;
  readonly unchanged: number;
  /** Applied by an earlier run. */
  readonly already: number;
  readonly ignored: number;
  readonly refused: number;
  readonly refusals: readonly RefusedRow[];
  readonly levelDifferences: readonly LevelDifference[];
  /** What this run has recorded. */
  readonly recorded: { readonly events: number; readonly teams: number; readonly tickets: number; readonly reopened: number };
}

/** Counts while rows are applied. */
export class Tally {
  applied = 0;
  unchanged = 0;
  already = 0;
  ignored = 0;
  events = 0;
  teams = 0;
  tickets = 0;
  reopened = 0;
  readonly refusals: RefusedRow[] = [];
  readonly levelDifferences: LevelDifference[] = [];

  report(source: string, rows: number): ImportReport {
    const { applied, unchanged, already, ignored, events, teams, tickets, reopened, levelDifferences } = this;
    const refusals = this.refusals.toSorted((a, b) => a.line - b.line);
    return {
      source, rows, applied, unchanged, already, ignored, refused: refusals.length, refusals, levelDifferences,
      recorded: { events, teams, tickets, reopened },
    };
  }
}

const byCode = (refusals: readonly RefusedRow[]): readonly string[] => {
  const counts = new Map<string, RefusedRow[]>();
  for (const refusal of refusals) counts.set(refusal.code, [...(counts.get(refusal.code) ?? []), refusal]);
  return [...counts].map(([code, rows]) => `    ${String(rows.length).padStart(6)}  ${code} (first: line ${rows[0]?.line ?? 0}: ${rows[0]?.message ?? ''})`);
};

/** The report for people. */
export const readable = (report: ImportReport): string => [
  `${report.source}: ${report.rows} rows`,
  `  ${String(report.applied).padStart(8)}  applied, ${report.unchanged} of them without effect`,
  `  ${String(report.already).padStart(8)}  applied by an earlier run`,
  `  ${String(report.ignored).padStart(8)}  ignored by the mapping`,
  `  ${String(report.refused).padStart(8)}  refused`,
  ...byCode(report.refusals),
  `  ${String(report.levelDifferences.length).padStart(8)}  rows whose level differs from what their customer bought`,
  `Recorded: ${report.recorded.events} events, ${report.recorded.teams} teams, ${report.recorded.tickets} tickets, ${report.recorded.reopened} reopened.`,
].join('\n');
