import type { Json, Position, Projection, Row } from '@ledgerdesk/kernel';

/** How far a projection has looked at which log. */
export interface Checkpoint {
  readonly logId: string;
  readonly position: Position;
}

/** One projection in one version: what rows and checkpoints are kept by. */
export type ProjectionRef = Pick<Projection, 'name' | 'version'>;

/** Where one version of a projection stands, and whether queries read it. */
export interface ProjectionVersion extends ProjectionRef {
  readonly checkpoint: Checkpoint | undefined;
  readonly serving: boolean;
}

/** True when both say the same position of the same log, or both say nothing. */
export const sameCheckpoint = (a: Checkpoint | undefined, b: Checkpoint | undefined): boolean =>
  a?.logId === b?.logId && a?.position === b?.position;

/** Rows and the checkpoint at which they stand, read from one snapshot. */
export interface RowSnapshot {
  readonly checkpoint: Checkpoint | undefined;
  readonly rows: ReadonlyMap<string, Row>;
}

/** A folded batch: rows as they are afterwards (`undefined`: gone), and the checkpoint from where to where. */
export interface Batch {
  readonly rows: ReadonlyMap<string, Row | undefined>;
  readonly from: Checkpoint | undefined;
  readonly to: Checkpoint;
}

/**
 * A test of one column; `key` stands for the row's key. `= null` finds nulls, `in` is any of the `=`;
 * the other tests never hold for null. True and false are kept as 1 and 0.
 */
export interface Condition {
  readonly column: string;
  /** `contains` is for a text column that was normalised when it was written; `%` and `_` in the value are literal. */
  readonly is: '=' | '<' | '<=' | '>' | '>=' | 'in' | 'contains';
  /** A list for `in`, a single value for all others. */
  readonly value: Json;
}

/** A column to sort by; `key` stands for the row's key. */
export interface OrderTerm {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

export interface RowQuery {
  readonly where?: readonly Condition[];
  /** Columns in order; ties break by key, ascending. Nulls come last in both directions. Text sorts by code point. */
  readonly orderBy?: readonly OrderTerm[];
  /** Where the page before ended: the values of the `orderBy` columns, one for each, and the key of its last row. */
  readonly after?: { readonly values: readonly Json[]; readonly key: string };
  /** 1 or more. Default: all. */
  readonly limit?: number;
}

export interface KeyedRow<R extends Row = Row> {
  readonly key: string;
  readonly row: R;
}

/**
 * What queries read: committed rows of the serving version of a projection, by its name; none while nothing serves.
 * A column that the table does not have is refused.
 */
export interface RowReader {
  get<R extends Row>(projection: string, key: string): Promise<R | undefined>;
  find<R extends Row>(projection: string, query?: RowQuery): Promise<readonly KeyedRow<R>[]>;
  count(projection: string, where?: readonly Condition[]): Promise<number>;
}

/** A read-only opening beside the one that writes, e.g. in another thread; it never blocks the writer. */
export interface ReadStoreView extends RowReader {
  checkpoint(projection: ProjectionRef): Promise<Checkpoint | undefined>;
  /** The version that queries read, if one serves yet. */
  serving(name: string): Promise<number | undefined>;
  /** Every version that has a checkpoint or serves, in one query and so from one snapshot; in no particular order. */
  versions(): Promise<readonly ProjectionVersion[]>;
  close(): Promise<void>;
}

/** Where projections keep their rows. Every adapter passes the suite of `contract.ts`. */
export interface ReadStore extends ReadStoreView {
  /** Makes the table of this version if it is missing. Rejects with TableChanged when it stands in another shape. */
  prepare(projection: Projection): Promise<void>;
  /**
   * Those rows that there are. They come with their checkpoint: after a reset another runner may bring a projection
   * back to the very position from which a first runner folds, but the rows it read on the way are older.
   */
  rows(projection: ProjectionRef, keys: readonly string[]): Promise<RowSnapshot>;
  /** Every row of a version in key order, a page at a time. */
  page(projection: ProjectionRef, afterKey: string | undefined, limit: number): Promise<readonly KeyedRow[]>;
  /**
   * Writes rows and checkpoint in one transaction. False, and nothing written, when the checkpoint kept for this
   * name and version is not `from`: another runner has been here. Rejects with RowRefused, and nothing written, when a
   * row can never be kept; which one is not said. Any other rejection may pass: the same batch can be tried again.
   */
  commit(projection: Projection, batch: Batch): Promise<boolean>;
  /**
   * Removes rows and checkpoint of a version: its next run is a rebuild. It serves no longer, so that nobody takes
   * a half-built table for the whole.
   */
  reset(projection: Projection): Promise<void>;
  /** Lets queries read this version from now on and drops older ones. */
  serve(projection: ProjectionRef): Promise<void>;
}
