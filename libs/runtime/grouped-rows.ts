import type { Projection, Row } from '@ledgerdesk/kernel';
import type { MutableRows } from './fold.js';

/** Rows of a projection in memory, by key, and the keys of its groups (`Projection.groupOf`). */
export class GroupedRows implements MutableRows {
  readonly rows = new Map<string, Row>();
  /** Keys by group; empty for a projection without groups. */
  readonly #groups = new Map<string, Set<string>>();

  constructor(readonly projection: Projection) {}

  get(key: string): Row | undefined {
    return this.rows.get(key);
  }

  set(key: string, row: Row | undefined): void {
    if (row) this.rows.set(key, row);
    else this.rows.delete(key);
    if (this.projection.groupOf) this.#group(key, row !== undefined);
  }

  keysIn(group: string): readonly string[] {
    return [...(this.#groups.get(group) ?? [])];
  }

  #group(key: string, isStored: boolean): void {
    const group = key.slice(0, key.indexOf('/'));
    const keys = this.#groups.get(group) ?? new Set();
    if (isStored) this.#groups.set(group, keys.add(key));
    else keys.delete(key);
  }
}
