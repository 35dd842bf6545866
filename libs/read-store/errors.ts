/** A row holds something that its table's column cannot: a fault of the projection. Says the kind, never the value. */
export class UnfitRow extends Error {
  readonly code = 'unfit-row';
  constructor(readonly column: string, expected: 'text' | 'integer', found: string) {
    super(`Column ${column} takes ${expected} or null, not ${found}. Correct the projection's evolve or its table.`);
  }
}

/** The table was made in another shape: a change of shape is a new version. */
export class TableChanged extends Error {
  readonly code = 'table-changed';
  constructor(readonly table: string, stands: string, wanted: string) {
    super(`Table ${table} stands with columns (${stands}), its projection wants (${wanted}). Raise the projection's version.`);
  }
}
