import { compareValues } from '@ledgerdesk/kernel';
import { type ClockFigures, FIGURE_NAMES } from './clock-figures.js';
import { type ClockGroup, WHAT_IF_GROUPINGS, type WhatIfGrouping, type WhatIfGroupValue } from './clock-group.js';

type Numbers = Uint32Array<ArrayBuffer>;

/** The figures of all clocks by all groupings, in columns: compact, and moved to another thread without a copy. */
export interface FigureColumns {
  readonly length: number;
  /** The values under each grouping, sorted. */
  readonly values: Readonly<Record<WhatIfGrouping, readonly WhatIfGroupValue[]>>;
  /** The value of each row: its index in `values`. */
  readonly codes: Readonly<Record<WhatIfGrouping, Numbers>>;
  readonly figures: Readonly<Record<keyof ClockFigures, Numbers>>;
}

const FIRST_ROWS = 1_024;
const CODES = WHAT_IF_GROUPINGS.length;
const FIGURES = FIGURE_NAMES.length;

const grown = (numbers: Numbers): Numbers => {
  const twice = new Uint32Array(numbers.length * 2);
  twice.set(numbers);
  return twice;
};

const byName = <T>(of: (name: WhatIfGrouping) => T): Readonly<Record<WhatIfGrouping, T>> => ({
  team: of('team'),
  product: of('product'),
  level: of('level'),
  edition: of('edition'),
  language: of('language'),
  agent: of('agent'),
  issueType: of('issueType'),
  channel: of('channel'),
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

/** The values under one grouping, numbered as they come. */
class NumberedValues {
  readonly #codes = new Map<WhatIfGroupValue, number>();

  codeOf(value: WhatIfGroupValue): number {
    const known = this.#codes.get(value);
    if (known !== undefined) return known;
    this.#codes.set(value, this.#codes.size);
    return this.#codes.size - 1;
  }

  sorted(): readonly WhatIfGroupValue[] {
    return [...this.#codes.keys()].sort(compareValues);
  }
}

/**
 * Adds up the figures of clocks that share all values. There may be nearly as many of these cells as clocks, so that
 * they are numbers only: the codes of the values and the figures of each, and a hash table that finds them.
 */
export class FigureCells {
  readonly #values = byName(() => new NumberedValues());
  /** Of each cell: one code for each grouping. */
  #codes: Numbers = new Uint32Array(FIRST_ROWS * CODES);
  /** Of each cell: one number for each figure. */
  #figures: Numbers = new Uint32Array(FIRST_ROWS * FIGURES);
  /** Cells by hash, as their number plus 1; 0 is free. At least half of them are free. */
  #slots: Numbers = new Uint32Array(FIRST_ROWS * 2);
  #length = 0;

  add(group: ClockGroup, figures: ClockFigures): void {
    const start = this.cellOf(group) * FIGURES;
    for (let at = 0; at < FIGURES; at += 1) {
      const name = FIGURE_NAMES[at];
      if (name) this.#figures[start + at] = (this.#figures[start + at] ?? 0) + figures[name];
    }
  }

  get columns(): FigureColumns {
    const values = byName((name) => this.#values[name].sorted());
    const codes = byName((name) => {
      const sorted = new Uint32Array(values[name].length);
      for (const [index, value] of values[name].entries()) sorted[this.#values[name].codeOf(value)] = index;
      return this.column(this.#codes, CODES, WHAT_IF_GROUPINGS.indexOf(name)).map((code) => sorted[code] ?? 0);
    });
    const figures = byFigure((name) => this.column(this.#figures, FIGURES, FIGURE_NAMES.indexOf(name)));
    return { length: this.#length, values, codes, figures };
  }

  private column(numbers: Numbers, width: number, at: number): Numbers {
    const column = new Uint32Array(this.#length);
    for (let cell = 0; cell < this.#length; cell += 1) column[cell] = numbers[cell * width + at] ?? 0;
    return column;
  }

  private cellOf(group: ClockGroup): number {
    if (this.#length * CODES === this.#codes.length) this.grow();
    // Behind the last cell: there they stay if the cell is a new one.
    const start = this.#length * CODES;
    for (let at = 0; at < CODES; at += 1) {
      const name = WHAT_IF_GROUPINGS[at];
      if (name) this.#codes[start + at] = this.#values[name].codeOf(group[name]);
    }
    const slot = this.slotOf(this.#length);
    const known = this.#slots[slot] ?? 0;
    if (known > 0) return known - 1;
    this.#length += 1;
    this.#slots[slot] = this.#length;
    return this.#length - 1;
  }

  private grow(): void {
    this.#codes = grown(this.#codes);
    this.#figures = grown(this.#figures);
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let cell = 0; cell < this.#length; cell += 1) this.#slots[this.slotOf(cell)] = cell + 1;
  }

  /** The slot of the cell with the same codes; a free one if there is none. */
  private slotOf(cell: number): number {
    let slot = this.hashOf(cell) % this.#slots.length;
    for (;;) {
      const known = this.#slots[slot] ?? 0;
      if (known === 0 || this.isSame(known - 1, cell)) return slot;
      slot = (slot + 1) % this.#slots.length;
    }
  }

  private isSame(cell: number, other: number): boolean {
    for (let at = 0; at < CODES; at += 1)
      if (this.#codes[cell * CODES + at] !== this.#codes[other * CODES + at]) return false;
    return true;
  }

  /** As FNV-1a hashes bytes, with a last mix: codes are small numbers. */
  private hashOf(cell: number): number {
    let hash = 0x811c9dc5;
    for (let at = 0; at < CODES; at += 1) hash = Math.imul(hash ^ (this.#codes[cell * CODES + at] ?? 0), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return (hash ^ (hash >>> 12)) >>> 0;
  }
}

/** The buffers of columns, which are moved to the thread that receives them. */
export const buffersOf = ({ codes, figures }: FigureColumns): ArrayBuffer[] => [
  ...WHAT_IF_GROUPINGS.map((name) => codes[name].buffer),
  ...FIGURE_NAMES.map((name) => figures[name].buffer),
];
