/**
 * The store can never keep a row of the batch: a fault of the projection or of what an event says, not of the store, so
 * that trying again is in vain. Its message says the kind, never the value.
 */
export class InvalidRow extends Error {
  readonly code: string = 'row-refused';
}

/** A row holds something that its table's column cannot, as is known before a database is asked. */
export class InvalidColumnValue extends InvalidRow {
  override readonly code = 'unfit-row';
  constructor(
    readonly column: string,
    expected: 'text' | 'integer',
    found: string,
  ) {
    super(`Column ${column} takes ${expected} or null, not ${found}. Correct the projection's evolve or its table.`);
  }
}

/** The table was made in another shape: a change of shape is a new version. */
export class TableMismatch extends Error {
  readonly code = 'table-changed';
  constructor(
    readonly table: string,
    stands: string,
    wanted: string,
  ) {
    super(
      `Table ${table} stands with columns (${stands}), its projection wants (${wanted}). Raise the projection's version.`,
    );
  }
}
