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

/** The columns that decide in which groups a row is counted. */
export const countedColumns = ({ by, within }: NonNullable<TableShape['counted']>): readonly string[] => [
  ...new Set([...by, ...within]),
];

/** The group of all rows, or of those with a value in a column, that have these values. */
export const countedWithin = (
  within: { readonly column: string; readonly value: ColumnValue } | undefined,
): Omit<CountedGroup, 'kind'> =>
  within ? { within: within.column, value: JSON.stringify(within.value) } : { within: '', value: '' };

/** Adds up by how much the rows of a batch change the numbers of the groups that they belong to. */
export class CountChanges {
  readonly #changes = new Map<string, CountedGroup & { rows: number }>();

  constructor(private readonly counted: NonNullable<TableShape['counted']>) {}

  /** Adds a row with these column values (1), or removes it (-1). Undefined: there is no row. */
  add(row: Readonly<Record<string, ColumnValue>> | undefined, rows: 1 | -1): void {
    if (!row) return;
    const { by, within } = this.counted;
    const kind = JSON.stringify(by.map((column) => row[column] ?? null));
    this.#add({ ...countedWithin(undefined), kind }, rows);
    for (const column of within) this.#add({ ...countedWithin({ column, value: row[column] ?? null }), kind }, rows);
  }

  /** The groups whose number changes. */
  get changes(): readonly (CountedGroup & { readonly rows: number })[] {
    return [...this.#changes.values()].filter(({ rows }) => rows !== 0);
  }

  #add(group: CountedGroup, rows: number): void {
    const key = JSON.stringify(group);
    const known = this.#changes.get(key);
    if (known) known.rows += rows;
    else this.#changes.set(key, { ...group, rows });
  }
}
