import { canonicalJson } from '@ledgerdesk/event-store';
import type { Json } from '@ledgerdesk/kernel';
import { createHash } from 'node:crypto';
import type { DigestedRows } from './manifest.js';

/**
 * SHA-256 of the canonical JSON (RFC 8785) of a list of rows, one row at a time: of `[`, the rows separated by commas,
 * and `]`. The digest of no rows is that of `[]`.
 *
 * @example
 * const digest = new RowsDigest();
 * for await (const row of rows) digest.add(row);
 * const { count, sha256 } = digest.end();
 */
export class RowsDigest {
  readonly #hash = createHash('sha256');
  #count = 0;

  /** Adds a row. */
  add(row: Json | object): void {
    this.#hash.update(this.#count === 0 ? '[' : ',').update(canonicalJson(row));
    this.#count += 1;
  }

  /** The digest of all rows. Call it once. */
  end(): DigestedRows {
    return { count: this.#count, sha256: this.#hash.update(this.#count === 0 ? '[]' : ']').digest('hex') };
  }
}

/** The digest of a list of rows. */
export const digestOf = (rows: Iterable<Json | object>): DigestedRows => {
  const digest = new RowsDigest();
  for (const row of rows) digest.add(row);
  return digest.end();
};
