import { LatestAnswers } from '@ledgerdesk/kernel';
import { type ClockFigures, FIGURE_NAMES, NO_CLOCKS } from './clock-figures.js';
import type { ClockGroup, WhatIfGrouping, WhatIfGroupValue } from './clock-group.js';
import type { FigureColumns } from './figure-cells.js';

/** Figures of one group: its values under the names that were asked for. */
export type GroupedFigures = Partial<ClockGroup> & ClockFigures;

type Sums = { -readonly [Name in keyof ClockFigures]: number };

/** Rows that are added up before `pause` is awaited. */
const ROWS_AT_ONCE = 20_000;

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

/** Maximum number of cached lists. */
const MAX_KEPT = 4;

/**
 * The figures of an answer, by whatever they are asked for. Without names there is one group, the total.
 *
 * @example
 * new FigureTable(cells.columns).grouped(['team', 'month']); // [{ team: 'acme', month: '2026-11', clocks: 4, … }]
 */
export class FigureTable {
  private readonly kept = new LatestAnswers<FigureGroups>(MAX_KEPT);

  constructor(readonly columns: FigureColumns) {}

  /** All groups that have clocks, sorted by the names in their order. */
  grouped(names: readonly WhatIfGrouping[]): readonly GroupedFigures[] {
    const groups = new Groups(this.columns, [...new Set(names)]);
    groups.add(0, this.columns.length);
    return groups.end().slice(0);
  }

  /** Like `grouped`, in steps: `pause` is awaited between them, so that a thread can answer others meanwhile. */
  pages(names: readonly WhatIfGrouping[], pause: () => Promise<void>): Promise<FigureGroups> {
    return this.kept.get(names.join(','), () => this.inSteps([...new Set(names)], pause));
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
