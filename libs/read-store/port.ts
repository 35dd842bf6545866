import type { Json, Position, Projection, Row } from '@ledgerdesk/kernel';

/** How far a projection has looked at which log. */
export interface Checkpoint {
  readonly logId: string;
  readonly position: Position;
}

/** One projection in one version: what rows and checkpoints are kept by. */
export type ProjectionRef = Pick<Projection, 'name' | 'version'>;

/** A folded batch: rows as they are afterwards (`undefined`: gone), and the checkpoint from where to where. */
export interface Batch {
  readonly rows: ReadonlyMap<string, Row | undefined>;
  readonly from: Checkpoint | undefined;
  readonly to: Checkpoint;
}

export interface Condition {
  readonly column: string;
  /** `contains` is for a text column that was normalised when it was written; `%` and `_` in the value are literal. */
  readonly is: '=' | '<' | '<=' | '>' | '>=' | 'in' | 'contains';
  readonly value: Json;
}

export interface RowQuery {
  readonly where?: readonly Condition[];
  /** Columns in order; ties break by key, ascending. Nulls come last in both directions. Text sorts by code point. */
  readonly orderBy?: readonly { readonly column: string; readonly direction: 'asc' | 'desc' }[];
  /** Where the page before ended: the values of the `orderBy` columns and the key of its last row. */
  readonly after?: { readonly values: readonly Json[]; readonly key: string };
  /** 1 or more. Default: all. */
  readonly limit?: number;
}

export interface KeyedRow<R extends Row = Row> {
  readonly key: string;
  readonly row: R;
}

/** What queries read: rows of the serving version of a projection, by its name. */
export interface RowReader {
  get<R extends Row>(projection: string, key: string): Promise<R | undefined>;
  find<R extends Row>(projection: string, query?: RowQuery): Promise<readonly KeyedRow<R>[]>;
  count(projection: string, where?: readonly Condition[]): Promise<number>;
}

/** Where projections keep their rows. Every adapter passes the suite of `contract.ts`. */
export interface ReadStore extends RowReader {
  /** Makes the table of this version if it is missing. */
  prepare(projection: Projection): Promise<void>;
  rows(projection: ProjectionRef, keys: readonly string[]): Promise<ReadonlyMap<string, Row>>;
  /** Every row of a version in key order, a page at a time. */
  page(projection: ProjectionRef, afterKey: string | undefined, limit: number): Promise<readonly KeyedRow[]>;
  checkpoint(projection: ProjectionRef): Promise<Checkpoint | undefined>;
  /**
   * Writes rows and checkpoint in one transaction. False, and nothing written, when the checkpoint kept for this
   * name and version is not `from`: another runner has been here.
   */
  commit(projection: ProjectionRef, batch: Batch): Promise<boolean>;
  /** Removes rows and checkpoint of a version: its next run is a rebuild. */
  reset(projection: Projection): Promise<void>;
  /** The version that queries read, if one serves yet. */
  serving(name: string): Promise<number | undefined>;
  /** Lets queries read this version from now on and drops older ones. */
  serve(projection: ProjectionRef): Promise<void>;
  close(): Promise<void>;
}
