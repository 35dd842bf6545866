import type { Checkpoint, Json, Position, Projection, Row } from '@ledgerdesk/kernel';
import type { ColumnValue } from './columns.js';

export type { Checkpoint } from '@ledgerdesk/kernel';

/** How far a projection version has read the log, and what its rows leave out. */
export interface RowCheckpoint extends Checkpoint {
  /** Ids of the events that its rows leave out or will leave out, sorted and separated by commas. Undefined: none. */
  readonly skipped?: string | undefined;
}

/** The event before which a projection version has stopped, because it cannot apply it. */
export interface ProjectionStop {
  readonly position: Position;
  readonly eventId: string;
  readonly eventType: string;
  readonly message: string;
}

/** A projection version that has stopped. */
export interface StoppedVersion extends ProjectionRef {
  readonly stop: ProjectionStop;
}

/** Identifies a projection version. Each version has its own rows and checkpoint. */
export type ProjectionRef = Pick<Projection, 'name' | 'version'>;

/** A stored projection version: its checkpoint, and whether queries read it. */
export interface ProjectionVersion extends ProjectionRef {
  readonly checkpoint: RowCheckpoint | undefined;
  readonly serving: boolean;
}

/** Returns true if both are the same event of the same log and leave out the same events, or both undefined. */
export const sameCheckpoint = (a: RowCheckpoint | undefined, b: RowCheckpoint | undefined): boolean =>
  a?.logId === b?.logId && a?.position === b?.position && a?.eventId === b?.eventId && a?.skipped === b?.skipped;

/** Rows and the checkpoint they belong to, read from one snapshot. */
export interface RowSnapshot {
  readonly checkpoint: RowCheckpoint | undefined;
  readonly rows: ReadonlyMap<string, Row>;
}

/** The result of processing the events between two checkpoints: changed rows, and `undefined` for deleted ones. */
export interface Batch {
  readonly rows: ReadonlyMap<string, Row | undefined>;
  readonly from: RowCheckpoint | undefined;
  readonly to: RowCheckpoint;
  /**
   * Of the rows with these keys, those that there were at `from`, if the caller has read them: a store then does not
   * read them again. It must have read all of them.
   */
  readonly before?: ReadonlyMap<string, Row>;
}

/**
 * A condition on one column; the column `key` is the row's key. `=` with null matches nulls, and `in` matches what `=`
 * matches for any of its values. The other operators never match null. Booleans are stored as 1 and 0.
 */
export interface ColumnCondition {
  readonly column: string;
  /** `contains` is a case-sensitive substring test for text columns; `%` and `_` in the value are literal. */
  readonly is: '=' | '<' | '<=' | '>' | '>=' | 'in' | 'contains';
  /** A list for `in`, a single value for all others. */
  readonly value: Json;
  /**
   * For `in`: an index has the rows with each of the values in the order of the query. They are read side by side, so
   * that a page reads few rows beyond those that it returns.
   */
  readonly merged?: true;
}

/**
 * Rows of an owner that may contain a text, found with the search index of the table (`TableShape.search`) without
 * reading texts. Matches all rows that contain it, and no others if it has at most EXACT_LENGTH characters; a longer
 * one may match rows that contain its parts elsewhere.
 */
export interface SearchCondition {
  readonly is: 'may-contain';
  readonly text: string;
  readonly owner: string;
  readonly value: string;
  readonly ownerValue: string;
}

/** The row's key is that of a row of another projection which meets a condition. */
export interface KeyCondition {
  readonly is: 'key-of';
  readonly projection: string;
  readonly where: ColumnCondition | SearchCondition;
}

export type Condition = ColumnCondition | SearchCondition | KeyCondition;

/** A column to sort by; the column `key` is the row's key. */
export interface OrderTerm {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
  /** True if no row has null in the column: an index then gives any page without reading the pages before it. */
  readonly required?: boolean;
  /** `first`: rows with null come before all others. Default: after them, in both directions. */
  readonly nulls?: 'first';
  /** True if the query selects only rows with null in the column. It orders nothing, but leads to an index. */
  readonly isNull?: true;
}

export interface RowQuery {
  readonly where?: readonly Condition[];
  /** Columns in order; ties sort by key, ascending. Nulls sort last in both directions unless a term says otherwise. */
  readonly orderBy?: readonly OrderTerm[];
  /** Keyset cursor: the key of the previous page's last row, and its values of all `orderBy` columns. */
  readonly after?: RowPlace;
  /** 1 or more. Default: no limit. */
  readonly limit?: number;
}

/** Where a page ends: the values of all order columns of its last row, and that row's key. */
export interface RowPlace {
  readonly values: readonly Json[];
  readonly key: string;
}

/**
 * A query that reads a limited number of rows: an index selects rows with `where`, in order, and `tests` choose among
 * them.
 */
export interface RowScan {
  /** Conditions and order that an index of the table answers. */
  readonly where: readonly ColumnCondition[];
  readonly orderBy: readonly OrderTerm[];
  readonly after?: RowPlace;
  /** Further conditions, tested on each selected row. */
  readonly tests: readonly Condition[];
  /** Number of rows to test at most; 1 or more. */
  readonly maxTested: number;
}

/** The rows that a scan found. */
export interface ScannedRows<R extends Row = Row> {
  readonly rows: readonly KeyedRow<R>[];
  /** The last row that was tested, if the scan stopped there before the end with fewer rows than it may return. */
  readonly testedTo: RowPlace | undefined;
}

/** Number of rows with the same values of some columns. */
export interface RowCount {
  readonly values: readonly Json[];
  readonly rows: number;
}

/** The numbers of the rows that a scan found. */
export interface ScannedCounts {
  readonly counts: readonly RowCount[];
  /** Number of rows that were tested: less than the maximum if there are no others. */
  readonly tested: number;
}

export interface KeyedRow<R extends Row = Row> {
  readonly key: string;
  readonly row: R;
}

/**
 * Queries the committed rows of a projection's serving version; there are none until a version serves.
 * Rejects if a query refers to a column that the table does not have.
 *
 * @example
 * const open = await rows.find<TicketRow>('ticket-list', {
 *   where: [{ column: 'state', is: '=', value: 'open' }],
 *   orderBy: [{ column: 'dueAt', direction: 'asc' }],
 *   limit: 50,
 * });
 */
export interface RowReader {
  get<R extends Row>(projection: string, key: string): Promise<R | undefined>;
  find<R extends Row>(projection: string, query?: RowQuery): Promise<readonly KeyedRow<R>[]>;
  count(projection: string, where?: readonly Condition[]): Promise<number>;
  /** Finds rows among a limited number of them: at most `limit`, in order. */
  scan<R extends Row>(projection: string, query: RowScan & { readonly limit: number }): Promise<ScannedRows<R>>;
  /** Counts rows among a limited number of them, for each combination of values of the columns `by`. */
  scanCounts(
    projection: string,
    query: Omit<RowScan, 'after'> & { readonly by: readonly string[] },
  ): Promise<ScannedCounts>;
  /**
   * The kept numbers of rows (`TableShape.counted`), of all rows or of those with one value of a column in `within`.
   * In no particular order; combinations without rows may be missing.
   */
  counts(projection: string, within?: { readonly column: string; readonly value: Json }): Promise<readonly RowCount[]>;
  /**
   * Calls `visit` with each row that matches, in no particular order, all from one snapshot. Holds a limited number of
   * rows at a time, for reports over all of them. `visit` must not query the store.
   */
  each<R extends Row>(projection: string, where: readonly Condition[], visit: (row: R) => void): Promise<void>;
}

/** A row as its table has it: the values of its columns, and its body as text. */
export interface RowImage {
  readonly key: string;
  readonly columns: Readonly<Record<string, ColumnValue>>;
  /** The whole row as JSON. */
  readonly body: string;
}

/** Rows as they are stored, and the checkpoint they belong to, read from one snapshot. */
export interface RowImages {
  readonly checkpoint: RowCheckpoint | undefined;
  readonly rows: readonly RowImage[];
}

/** Selects rows of a version: a page in key order, or those that exist among some keys. */
export type ImageSelection = { readonly after?: string; readonly limit: number } | { readonly keys: readonly string[] };

/** Rows, and the versions and checkpoints that they belong to. */
export interface VersionedRows extends RowReader {
  checkpoint(projection: ProjectionRef): Promise<RowCheckpoint | undefined>;
  /** The version that queries read, or undefined if none serves yet. */
  serving(name: string): Promise<number | undefined>;
}

/** A read-only connection to a read store, e.g. in another thread. It never blocks the writer. */
export interface ReadStoreView extends VersionedRows {
  /**
   * Calls `read` with rows that do not change meanwhile: commits of others stay invisible to all of its queries. It
   * must await them before it returns.
   */
  snapshot<T>(read: (rows: VersionedRows) => Promise<T>): Promise<T>;
  /** All versions that serve or have a checkpoint, from one snapshot, in no particular order. */
  versions(): Promise<readonly ProjectionVersion[]>;
  /** Rows of a version as they are stored, for checks of them. None if the version has no table. */
  images(projection: ProjectionRef, selection: ImageSelection): Promise<RowImages>;
  /** All versions that have stopped before an event, in no particular order. */
  stops(): Promise<readonly StoppedVersion[]>;
  /** Rejects if the database takes no writes, like the standby of a server. Absent if reads show that. */
  checkWritable?(): Promise<void>;
  close(): Promise<void>;
}

/** Stores the rows of projections. Every adapter passes the suite in `contract/`. */
export interface ReadStore extends ReadStoreView {
  /** Creates the table of this version if missing. Rejects with TableMismatch if it exists with other columns. */
  prepare(projection: Projection): Promise<void>;
  /**
   * The existing rows among `keys`, with the checkpoint they belong to. The checkpoint guards against a concurrent
   * rebuild: after a reset, another runner may reach the same position while this one holds rows from before the reset.
   */
  rows(projection: ProjectionRef, keys: readonly string[]): Promise<RowSnapshot>;
  /** The keys of all rows of a version whose key starts with a group and a slash (`Projection.groupOf`). */
  keysIn(projection: ProjectionRef, group: string): Promise<readonly string[]>;
  /** One page of all rows of a version, in key order. */
  page(projection: ProjectionRef, afterKey: string | undefined, limit: number): Promise<readonly KeyedRow[]>;
  /**
   * Writes rows and checkpoint in one transaction. Returns false and writes nothing if the stored checkpoint of this
   * version is not `from`, i.e. another runner has committed. Rejects with InvalidRow if a row can never be stored,
   * without naming it. Other rejections may be transient: the same batch can be retried.
   */
  commit(projection: Projection, batch: Batch): Promise<boolean>;
  /** Stores that a version has stopped before an event, for other processes; undefined: that it continues. */
  recordStop(projection: ProjectionRef, stop: ProjectionStop | undefined): Promise<void>;
  /** Deletes rows, checkpoint and stop of a version and stops serving it. Its next run rebuilds it from the start. */
  reset(projection: Projection): Promise<void>;
  /** Makes queries read this version, creates the indexes that they use, and drops older versions. */
  serve(projection: Projection): Promise<void>;
}
