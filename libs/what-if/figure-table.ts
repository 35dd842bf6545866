import { type ClockFigures, FIGURE_NAMES, NO_CLOCKS } from './clock-figures.js';
import { type ClockGroup, WHAT_IF_GROUPINGS, type WhatIfGrouping, type WhatIfGroupValue } from './clock-group.js';

/** Figures of one group: its values under the names that were asked for. */
export type GroupedFigures = Partial<ClockGroup> & ClockFigures;

/** The figures of all clocks by all groupings, in columns: compact, and moved to another thread without a copy. */
export interface FigureColumns {
  readonly length: number;
  /** The values under each grouping, sorted. */
  readonly values: Readonly<Record<WhatIfGrouping, readonly WhatIfGroupValue[]>>;
  /** The value of each row: its index in `values`. */
  readonly codes: Readonly<Record<WhatIfGrouping, Uint32Array<ArrayBuffer>>>;
  readonly figures: Readonly<Record<keyof ClockFigures, Uint32Array<ArrayBuffer>>>;
}

type Sums = { -readonly [Name in keyof ClockFigures]: number };

/** Rows that are added up before others have their turn. */
const ROWS_AT_ONCE = 20_000;

const compareValues = (a: WhatIfGroupValue, b: WhatIfGroupValue): number => {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
};

const byName = <T>(of: (name: WhatIfGrouping) => T): Readonly<Record<WhatIfGrouping, T>> => ({
  team: of('team'),
  product: of('product'),
  level: of('level'),
  edition: of('edition'),
  language: of('language'),
  issueType: of('issueType'),
  month: of('month'),
  hourOfWeek: of('hourOfWeek'),
});

const byFigure = <T>(of: (name: keyof ClockFigures) => T): Readonly<Record<keyof ClockFigures, T>> => ({
  clocks: of('clocks'),
  whatIfClocks: of('whatIfClocks'),
  breached: of('breached'),
  whatIfBreached: of('whatIfBreached'),
  gained: of('gained'),
  lost: of('lost'),
  different: of('different'),
});

/** Adds up the figures of clocks that share all values. */
export class FigureCells {
  private readonly cells = new Map<string, { readonly group: ClockGroup; readonly sums: Sums }>();

  add(group: ClockGroup, figures: ClockFigures): void {
    const key = JSON.stringify(Object.values(group));
    let cell = this.cells.get(key);
    if (!cell) this.cells.set(key, (cell = { group, sums: { ...NO_CLOCKS } }));
    for (const name of FIGURE_NAMES) cell.sums[name] += figures[name];
  }

  get columns(): FigureColumns {
    const cells = [...this.cells.values()];
    const values = byName((name) => [...new Set(cells.map(({ group }) => group[name]))].sort(compareValues));
    const codes = byName((name) => {
      const codeOf = new Map(values[name].map((value, code) => [value, code]));
      return Uint32Array.from(cells, ({ group }) => codeOf.get(group[name]) ?? 0);
    });
    const figures = byFigure((name) => Uint32Array.from(cells, ({ sums }) => sums[name]));
    return { length: cells.length, values, codes, figures };
  }
}

/** Figures by some names, sorted by these. */
class Groups {
  private readonly sums = new Map<number, Sums>();
  private sorted: readonly (readonly [number, Sums])[] = [];

  constructor(
    private readonly columns: FigureColumns,
    private readonly names: readonly WhatIfGrouping[],
  ) {}

  get length(): number {
    return this.sorted.length;
  }

  /** Adds some rows. Values are sorted, so that keys are in the order of their groups. */
  add(from: number, to: number): void {
    const { codes, figures, values } = this.columns;
    for (let row = from; row < to; row += 1) {
      const key = this.names.reduce((sum, name) => sum * values[name].length + (codes[name][row] ?? 0), 0);
      let sums = this.sums.get(key);
      if (!sums) this.sums.set(key, (sums = { ...NO_CLOCKS }));
      for (const name of FIGURE_NAMES) sums[name] += figures[name][row] ?? 0;
    }
  }

  end(): this {
    this.sorted = [...this.sums].sort(([a], [b]) => a - b);
    return this;
  }

  slice(from: number, to?: number): readonly GroupedFigures[] {
    return this.sorted.slice(from, to).map(([key, sums]) => ({ ...this.groupOf(key), ...sums }));
  }

  private groupOf(key: number): Partial<ClockGroup> {
    let left = key;
    const values = this.names.toReversed().map((name): readonly [WhatIfGrouping, WhatIfGroupValue] => {
      const known = this.columns.values[name];
      const code = left % known.length;
      left = Math.floor(left / known.length);
      return [name, known[code] ?? null];
    });
    return Object.fromEntries(values.toReversed());
  }
}

/** A list of groups, of which pages are read. */
export type FigureGroups = Pick<Groups, 'length' | 'slice'>;

/** Lists that are kept for their next pages. */
const MAX_KEPT = 4;

/**
 * The figures of an answer, by whatever they are asked for. Without names there is one group, the total.
 *
 * @example
 * new FigureTable(cells.columns).grouped(['team', 'month']); // [{ team: 'acme', month: '2026-11', clocks: 4, … }]
 */
export class FigureTable {
  private readonly kept = new Map<string, Promise<FigureGroups>>();

  constructor(readonly columns: FigureColumns) {}

  /** All groups that have clocks, sorted by the names in their order. */
  grouped(names: readonly WhatIfGrouping[]): readonly GroupedFigures[] {
    const groups = new Groups(this.columns, [...new Set(names)]);
    groups.add(0, this.columns.length);
    return groups.end().slice(0);
  }

  /** Like `grouped`, in steps: `pause` is awaited between them, so that a thread can answer others meanwhile. */
  pages(names: readonly WhatIfGrouping[], pause: () => Promise<void>): Promise<FigureGroups> {
    const key = names.join(',');
    const groups = this.kept.get(key) ?? this.inSteps([...new Set(names)], pause);
    this.kept.delete(key);
    this.kept.set(key, groups);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return groups;
  }

  get total(): ClockFigures {
    const [total = NO_CLOCKS] = this.grouped([]);
    return total;
  }

  private async inSteps(names: readonly WhatIfGrouping[], pause: () => Promise<void>): Promise<FigureGroups> {
    const groups = new Groups(this.columns, names);
    for (let from = 0; from < this.columns.length; from += ROWS_AT_ONCE) {
      if (from > 0) await pause();
      groups.add(from, Math.min(from + ROWS_AT_ONCE, this.columns.length));
    }
    return groups.end();
  }
}

/** The buffers of columns, which are moved to the thread that receives them. */
export const buffersOf = ({ codes, figures }: FigureColumns): ArrayBuffer[] => [
  ...WHAT_IF_GROUPINGS.map((name) => codes[name].buffer),
  ...FIGURE_NAMES.map((name) => figures[name].buffer),
];
