import type { Instant } from '@ledgerdesk/kernel';
import type { ReadRecord } from './record.js';

/** A record with its place in the tree. */
export interface RecordedRead extends ReadRecord {
  /** Index of its leaf, from 0, without gaps. */
  readonly leaf: number;
}

/** Criteria that a record must meet, all of them. */
export interface ReadFilter {
  /** `<kind>:<id>` of a person. Records that show everyone match too. */
  readonly subject?: string | undefined;
  /** `<kind>:<id>` of a ticket, team or other resource. */
  readonly resource?: string | undefined;
  /** `<kind>:<id>` of the caller. */
  readonly caller?: string | undefined;
  readonly route?: string | undefined;
  /** Recorded at this time or later. */
  readonly from?: Instant | undefined;
  /** Recorded before this time. */
  readonly to?: Instant | undefined;
}

/** A page of records, newest first. */
export interface ReadPage {
  readonly items: readonly RecordedRead[];
  /** Continue before this leaf; undefined at the end. A page may have fewer items than its limit, even none. */
  readonly next?: number;
}

/** The Merkle tree over all records, also those that have been dropped. */
export interface ReadTree {
  /** Random id, made with the tree: part of the origin of its checkpoints. */
  readonly id: string;
  readonly size: number;
  /** Root hash (RFC 6962) of the `size` leaves. */
  readonly root: Buffer;
}

/** A signed checkpoint of the tree. */
export interface ReadCheckpoint {
  readonly size: number;
  readonly at: Instant;
  /** The signed note. */
  readonly note: string;
}

/** A leaf hash, and the text of its record unless that has been dropped. */
export interface ReadLeaf {
  readonly leaf: number;
  readonly hash: Buffer;
  readonly text: string | undefined;
}

/** What queries find a record by. */
export interface IndexedRead {
  readonly leaf: number;
  /** Null: there is no record, only items that were shown. */
  readonly at: Instant | null;
  readonly caller: string | null;
  readonly route: string | null;
  /** Subjects and resources, in any order. */
  readonly shown: readonly string[];
}

/** Records that are dropped together. */
export interface DroppedReads {
  readonly count: number;
  /** Lowest leaf of these records, and highest. */
  readonly firstLeaf: number;
  readonly lastLeaf: number;
  /** Times of these records, earliest and latest. */
  readonly from: Instant;
  readonly to: Instant;
}

/** Reads the read audit. */
export interface ReadAuditReader {
  /** The newest records that meet the filter, before a leaf. */
  page(filter: ReadFilter, page: { readonly limit: number; readonly before?: number | undefined }): Promise<ReadPage>;
  tree(): Promise<ReadTree>;
  /** Leaves from an index on, in order. Empty at the end. */
  leaves(from: number, limit: number): Promise<readonly ReadLeaf[]>;
  /** What queries find the records by that have the leaves from `first` to `last`. In any order. */
  indexed(first: number, last: number): Promise<readonly IndexedRead[]>;
  /** The checkpoint of the largest tree; undefined without one. */
  latestCheckpoint(): Promise<ReadCheckpoint | undefined>;
  /** The checkpoints of trees of at least this size, smallest first. */
  checkpoints(fromSize: number, limit: number): Promise<readonly ReadCheckpoint[]>;
  close(): Promise<void>;
}

/** What a store writes beside records. */
export interface ReadAuditUpkeep {
  /**
   * Keeps a checkpoint, and of each hour the newest one. Ignores one of a tree that is not larger than that of the
   * latest.
   */
  saveCheckpoint(checkpoint: ReadCheckpoint): Promise<void>;
  /** The oldest records before an instant, at most `limit`: those that `drop` drops. Undefined if there are none. */
  droppable(before: Instant, limit: number): Promise<DroppedReads | undefined>;
  /**
   * Drops the oldest records before an instant, at most `limit`. Leaf hashes and checkpoints stay, so that the tree can
   * still be verified. Resolves with undefined if there are none.
   */
  drop(before: Instant, limit: number): Promise<DroppedReads | undefined>;
}

/** Records who has read what. */
export interface ReadAudit extends ReadAuditReader, ReadAuditUpkeep {
  /** Resolves when the record is on disk. Rejects with ReadAuditUnavailable if it cannot be, or too many wait. */
  record(record: ReadRecord): Promise<void>;
  /** True after a record could not be written, until one could be, or `probe` succeeds. */
  readonly isRefusing: boolean;
  /** Resolves if records can be written. Rejects with ReadAuditUnavailable. */
  probe(): Promise<void>;
}
