import { assertSchemaName } from '@ledgerdesk/postgres';
import type { ProjectionRef } from '@ledgerdesk/read-store';
import { countsTable, quote, tableName } from '../sql/names.js';

/** The schema that holds a read store, and the quoted names of its tables. */
export class Schema {
  /** Throws PostgresMisconfigured if PostgreSQL does not accept the name. */
  constructor(readonly name: string) {
    assertSchemaName(name);
  }

  /** One row per projection version: its position in the log. */
  get checkpoints(): string {
    return this.table('checkpoints');
  }

  /** One row per projection: the version that queries read. */
  get serving(): string {
    return this.table('serving');
  }

  /** One row per stopped projection version: the event before which it has stopped. */
  get stops(): string {
    return this.table('stops');
  }

  /** The rows of one projection version. */
  rows(projection: ProjectionRef): string {
    return this.table(tableName(projection));
  }

  /** The kept numbers of rows of one projection version, if its table keeps any. */
  counts(projection: ProjectionRef): string {
    return this.table(countsTable(tableName(projection)));
  }

  private table(name: string): string {
    return `${quote(this.name)}.${quote(name)}`;
  }
}
