/**
 * A row of the batch cannot be stored. The projection or an event is wrong, so a retry cannot succeed. The message
 * contains no value of the row.
 */
export class InvalidRow extends Error {
  readonly code: string = 'row-refused';
}

/** A value that its column cannot store, detected before the database is queried. */
export class InvalidColumnValue extends InvalidRow {
  override readonly code = 'unfit-row';
  constructor(
    readonly column: string,
    expected: 'text' | 'integer',
    actual: string,
  ) {
    super(`Column ${column} accepts ${expected} or null, not ${actual}. Correct the projection's evolve or its table.`);
  }
}

/** The table of a projection version exists with other columns. A new table shape needs a new version. */
export class TableMismatch extends Error {
  readonly code = 'table-changed';
  constructor(
    readonly table: string,
    actual: string,
    expected: string,
  ) {
    super(
      `Table ${table} has columns (${actual}), but its projection defines (${expected}). ` +
        "Increment the projection's version.",
    );
  }
}
