import type { TableShape } from '@ledgerdesk/kernel';
import type { ColumnValue } from './columns.js';

/** A group of rows whose number is kept: those of all rows, or with a value in one column, with the same values. */
export interface CountedGroup {
  /** The column of `within`; empty for all rows. */
  readonly within: string;
  /** The value in that column as JSON; empty for all rows. */
  readonly value: string;
  /** The values of the columns in `by`, as a JSON list. */
  readonly kind: string;
}

/** The group of all rows, or of those with a value in a column, that have these values. */
export const countedWithin = (
  within: { readonly column: string; readonly value: ColumnValue } | undefined,
): Omit<CountedGroup, 'kind'> =>
  within ? { within: within.column, value: JSON.stringify(within.value) } : { within: '', value: '' };

/** Adds up by how much the rows of a batch change the numbers of the groups that they belong to. */
export class CountChanges {
  readonly #changes = new Map<string, CountedGroup & { rows: number }>();
  /** Indexes of the counted columns in the table shape. */
  readonly #by: readonly number[];
  readonly #within: readonly (readonly [column: string, at: number])[];
  /** Indexes of all counted columns. */
  readonly #columnIndexes: readonly number[];

  constructor({ by, within }: NonNullable<TableShape['counted']>, { columns }: Pick<TableShape, 'columns'>) {
    const names = Object.keys(columns);
    this.#by = by.map((column) => names.indexOf(column));
    this.#within = within.map((column) => [column, names.indexOf(column)]);
    this.#columnIndexes = [...this.#by, ...this.#within.map(([, at]) => at)];
  }

  /**
   * Moves a row from the groups of its values before to those of its values after, both of all columns in their order.
   * Undefined: there is no row.
   */
  change(before: readonly ColumnValue[] | undefined, after: readonly ColumnValue[] | undefined): void {
    if (before && after && this.#columnIndexes.every((at) => before[at] === after[at])) return;
    this.#addRow(before, -1);
    this.#addRow(after, 1);
  }

  /** The groups whose number changes. */
  get changes(): readonly (CountedGroup & { readonly rows: number })[] {
    return [...this.#changes.values()].filter(({ rows }) => rows !== 0);
  }

  #addRow(values: readonly ColumnValue[] | undefined, rows: 1 | -1): void {
    if (!values) return;
    const kind = JSON.stringify(this.#by.map((at) => values[at] ?? null));
    this.#add({ ...countedWithin(undefined), kind }, rows);
    for (const [column, at] of this.#within)
      this.#add({ ...countedWithin({ column, value: values[at] ?? null }), kind }, rows);
  }

  #add(group: CountedGroup, rows: number): void {
    // JSON on one line has no line break.
    const key = `${group.within}\n${group.value}\n${group.kind}`;
    const known = this.#changes.get(key);
    if (known) known.rows += rows;
    else this.#changes.set(key, { ...group, rows });
  }
}
