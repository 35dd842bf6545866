import type { ProjectionRef } from '@ledgerdesk/read-store';
import { quote, tableName } from '../sql/names.js';
import { PostgresMisconfigured } from './errors.js';

/** PostgreSQL cuts longer names off without a word. */
export const LONGEST_NAME = 63;

/** The schema that holds one store, and the names of the tables in it as SQL takes them. */
export class Schema {
  /** Throws PostgresMisconfigured for a name that no schema can have. */
  constructor(readonly name: string) {
    const bytes = Buffer.byteLength(name);
    if (bytes > 0 && bytes <= LONGEST_NAME && !name.startsWith('pg_') && !name.includes('\0')) return;
    throw new PostgresMisconfigured(
      `No schema of PostgreSQL can be called ${JSON.stringify(name)}. Give 1 to ${LONGEST_NAME} bytes that do not begin with pg_.`,
    );
  }

  get id(): string {
    return quote(this.name);
  }

  /** How far each version of each projection has looked. */
  get checkpoints(): string {
    return this.table('checkpoints');
  }

  /** Which version of each projection queries read. */
  get serving(): string {
    return this.table('serving');
  }

  /** The rows of one version of a projection. */
  rows(projection: ProjectionRef): string {
    return this.table(tableName(projection));
  }

  table(name: string): string {
    return `${this.id}.${quote(name)}`;
  }
}
