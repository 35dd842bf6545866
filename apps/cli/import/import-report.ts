import type { CommandOutcome } from '@ledgerdesk/application';
import { isRefusal } from '@ledgerdesk/kernel';
import type { RefusedRow } from './event-rows.js';

/** Rows whose level differs from the customer's level at purchase of the add-on. */
interface LevelDifference {
  readonly customer: string;
  readonly addOn: string;
  readonly level: string;
  /** Level of the customer's first row for the add-on, which was applied. */
  readonly boughtWith: string;
  readonly rows: number;
  readonly firstLine: number;
}

/** What became of a row. */
export interface RowResult {
  readonly line: number;
  /** `unchanged` rows are accepted and record no event. */
  readonly result: 'applied' | 'unchanged' | 'ignored' | 'refused';
  /** True if an earlier import applied the row. */
  readonly earlier?: true;
  /** Why the row was refused. */
  readonly code?: string;
  readonly message?: string;
}

/** Result of an import. */
export interface ImportReport {
  readonly source: string;
  readonly rows: number;
  /** Accepted rows; `unchanged` of them recorded no event. */
  readonly applied: number;
  readonly unchanged: number;
  /** Rows that an earlier import applied. */
  readonly already: number;
  /** Rows that the mapping ignores. */
  readonly ignored: number;
  readonly refused: number;
  readonly refusals: readonly RefusedRow[];
  /** Every row, by line. */
  readonly results: readonly RowResult[];
  readonly levelDifferences: readonly LevelDifference[];
  /** Refused purchases, by row. The tickets of these rows are still opened. */
  readonly purchaseRefusals: readonly RefusedRow[];
  /** What does not fit teams that existed before; they are not changed. */
  readonly teamDifferences: readonly RefusedRow[];
  /** Counts of this import. `deadlines` are events of timers and are included in `events`. */
  readonly recorded: {
    readonly events: number;
    readonly teams: number;
    readonly tickets: number;
    readonly reopened: number;
    readonly deadlines: number;
  };
}

/** Collects the figures of an import. */
export class ReportBuilder {
  readonly recorded = { events: 0, teams: 0, tickets: 0, reopened: 0, deadlines: 0 };
  private readonly results: RowResult[] = [];
  readonly purchaseRefusals: RefusedRow[] = [];
  readonly teamDifferences: RefusedRow[] = [];
  private readonly differences = new Map<string, LevelDifference>();

  /** Counts the events of a command and returns its outcome. */
  record<T extends CommandOutcome<unknown>>(outcome: T, what?: 'teams' | 'tickets' | 'reopened'): T {
    if (isRefusal(outcome) || outcome.recorded === 0) return outcome;
    this.recorded.events += outcome.recorded;
    if (what) this.recorded[what] += 1;
    return outcome;
  }

  recordDeadlines(count: number): void {
    this.recorded.events += count;
    this.recorded.deadlines += count;
  }

  /** Reports the outcome of a row. */
  countRow(line: number, outcome: CommandOutcome<unknown>): void {
    if (isRefusal(outcome)) this.refuse({ line, code: outcome.code, message: outcome.message });
    else this.results.push({ line, result: outcome.recorded === 0 ? 'unchanged' : 'applied' });
  }

  /** Reports a row that an earlier import applied. */
  countEarlierRow(line: number, result: 'applied' | 'unchanged'): void {
    this.results.push({ line, result, earlier: true });
  }

  ignore(line: number): void {
    this.results.push({ line, result: 'ignored' });
  }

  refuse({ line, code, message }: RefusedRow): void {
    this.results.push({ line, result: 'refused', code, message });
  }

  /** Reports what does not fit a team that existed before. */
  teamDiffers(line: number | null, message: string): void {
    this.teamDifferences.push({ line: line ?? 0, code: 'existing-team', message });
  }

  levelDiffers(line: number, difference: Pick<LevelDifference, 'customer' | 'addOn' | 'level' | 'boughtWith'>): void {
    const { customer, addOn, level } = difference;
    const key = JSON.stringify([customer, addOn, level]);
    const known = this.differences.get(key);
    this.differences.set(key, { ...difference, rows: (known?.rows ?? 0) + 1, firstLine: known?.firstLine ?? line });
  }

  build(source: string, rows: number): ImportReport {
    const { purchaseRefusals, teamDifferences, recorded } = this;
    const results = this.results.toSorted((a, b) => a.line - b.line);
    const count = (isCounted: (row: RowResult) => boolean): number => results.filter(isCounted).length;
    const refusals = results.flatMap(({ line, code, message }) =>
      code === undefined || message === undefined ? [] : [{ line, code, message }],
    );
    const unchanged = count(({ result, earlier }) => result === 'unchanged' && !earlier);
    return {
      source,
      rows,
      applied: count(({ result, earlier }) => result === 'applied' && !earlier) + unchanged,
      unchanged,
      already: count(({ earlier }) => earlier === true),
      ignored: count(({ result }) => result === 'ignored'),
      refused: refusals.length,
      refusals,
      results,
      levelDifferences: [...this.differences.values()],
      purchaseRefusals,
      teamDifferences,
      recorded,
    };
  }
}

const countsByCode = (refusals: readonly RefusedRow[]): readonly string[] => {
  const counts = new Map<string, { readonly first: RefusedRow; readonly count: number }>();
  for (const refusal of refusals) {
    const known = counts.get(refusal.code);
    counts.set(refusal.code, { first: known?.first ?? refusal, count: (known?.count ?? 0) + 1 });
  }
  return [...counts].map(([code, { first, count }]) =>
    countLine(count, `${code} (first: line ${first.line}: ${first.message})`, 10),
  );
};

const countLine = (count: number, what: string, width = 8): string => `  ${String(count).padStart(width)}  ${what}`;

/** Formats a report as text. */
export const formatReport = ({
  source,
  rows,
  applied,
  unchanged,
  already,
  ignored,
  refused,
  refusals,
  levelDifferences,
  purchaseRefusals,
  teamDifferences,
  recorded,
}: ImportReport): string => {
  const differing = levelDifferences.reduce((sum, difference) => sum + difference.rows, 0);
  return [
    `${source}: ${rows} rows`,
    countLine(applied, `applied (${unchanged} without effect)`),
    countLine(already, 'applied by an earlier import'),
    countLine(ignored, 'ignored by the mapping'),
    countLine(refused, 'refused'),
    ...countsByCode(refusals),
    ...(differing === 0 ? [] : [`${differing} rows have a level other than at purchase, which was not applied.`]),
    ...(purchaseRefusals.length === 0
      ? []
      : [`${purchaseRefusals.length} add-on purchases were refused:`, ...countsByCode(purchaseRefusals)]),
    ...(teamDifferences.length === 0
      ? []
      : [
          `${teamDifferences.length} differences from existing teams were not applied:`,
          ...countsByCode(teamDifferences),
        ]),
    [
      `Recorded: ${recorded.events} events, ${recorded.teams} teams, ${recorded.tickets} tickets,`,
      `${recorded.reopened} reopened tickets, ${recorded.deadlines} timer events.`,
    ].join(' '),
  ].join('\n');
};
