import type { CommandOutcome } from '@ledgerdesk/application';
import { isRefusal } from '@ledgerdesk/kernel';
import type { RefusedRow } from './rows.js';

/** Rows whose level is not the one that their customer's add-on was bought with. */
export interface LevelDifference {
  readonly customer: string;
  readonly addOn: string;
  readonly level: string;
  /** The level that counted: that of the customer's first row for the add-on. */
  readonly boughtWith: string;
  readonly rows: number;
  readonly firstLine: number;
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
  /** Ignored by the mapping. */
  readonly ignored: number;
  readonly refused: number;
  readonly refusals: readonly RefusedRow[];
  readonly levelDifferences: readonly LevelDifference[];
  /** Add-ons that could not be bought, at the row that would have; its ticket is opened all the same. */
  readonly purchaseRefusals: readonly RefusedRow[];
  /** What this run has recorded; deadlines are risks and breaches, and count as events too. */
  readonly recorded: {
    readonly events: number;
    readonly teams: number;
    readonly tickets: number;
    readonly reopened: number;
    readonly deadlines: number;
  };
}

/** Counts while rows are applied. */
export class Tally {
  applied = 0;
  unchanged = 0;
  already = 0;
  ignored = 0;
  readonly recorded = { events: 0, teams: 0, tickets: 0, reopened: 0, deadlines: 0 };
  readonly refusals: RefusedRow[] = [];
  readonly purchaseRefusals: RefusedRow[] = [];
  private readonly differences = new Map<string, LevelDifference>();

  /** Counts the events of a command; gives its outcome on. */
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

  /** Counts what became of a row. */
  row(line: number, outcome: CommandOutcome<unknown>): void {
    if (isRefusal(outcome)) this.refusals.push({ line, code: outcome.code, message: outcome.message });
    else {
      this.applied += 1;
      if (outcome.recorded === 0) this.unchanged += 1;
    }
  }

  levelDiffers(line: number, difference: Pick<LevelDifference, 'customer' | 'addOn' | 'level' | 'boughtWith'>): void {
    const { customer, addOn, level } = difference;
    const key = JSON.stringify([customer, addOn, level]);
    const known = this.differences.get(key);
    this.differences.set(key, { ...difference, rows: (known?.rows ?? 0) + 1, firstLine: known?.firstLine ?? line });
  }

  report(source: string, rows: number): ImportReport {
    const { applied, unchanged, already, ignored, purchaseRefusals, recorded } = this;
    const refusals = this.refusals.toSorted((a, b) => a.line - b.line);
    return {
      source,
      rows,
      applied,
      unchanged,
      already,
      ignored,
      refused: refusals.length,
      refusals,
      levelDifferences: [...this.differences.values()],
      purchaseRefusals,
      recorded,
    };
  }
}

const byCode = (refusals: readonly RefusedRow[]): readonly string[] => {
  const counts = new Map<string, { readonly first: RefusedRow; readonly count: number }>();
  for (const refusal of refusals) {
    const known = counts.get(refusal.code);
    counts.set(refusal.code, { first: known?.first ?? refusal, count: (known?.count ?? 0) + 1 });
  }
  return [...counts].map(([code, { first, count }]) =>
    counted(count, `${code} (first: line ${first.line}: ${first.message})`, 10),
  );
};

const counted = (count: number, what: string, width = 8): string => `  ${String(count).padStart(width)}  ${what}`;

/** The report for people. */
export const readable = ({
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
  recorded,
}: ImportReport): string => {
  const differing = levelDifferences.reduce((sum, difference) => sum + difference.rows, 0);
  return [
    `${source}: ${rows} rows`,
    counted(applied, `applied, ${unchanged} of them without effect`),
    counted(already, 'applied by an earlier run'),
    counted(ignored, 'ignored by the mapping'),
    counted(refused, 'refused'),
    ...byCode(refusals),
    ...(differing === 0
      ? []
      : [`${differing} rows have another level than the one their customer bought with; it was not applied.`]),
    ...(purchaseRefusals.length === 0
      ? []
      : [`${purchaseRefusals.length} add-ons could not be bought:`, ...byCode(purchaseRefusals)]),
    `Recorded: ${recorded.events} events, ${recorded.teams} teams, ${recorded.tickets} tickets, ${recorded.reopened} reopened, ${recorded.deadlines} deadlines.`,
  ].join('\n');
};
