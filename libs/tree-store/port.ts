import type { Instant, Position } from '@ledgerdesk/kernel';

/** How far a stored tree has followed its log. */
export interface TreeState {
  /** Number of leaves. */
  readonly size: number;
  /** The log was read up to this position; START before its first event. */
  readonly position: Position;
}

/** A tile and the hashes that it has now, which begin with those that it had before. */
export interface TreeTile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
}

/** What a tree grows by. */
export interface TreeGrowth extends TreeState {
  /** Size of the tree before. */
  readonly from: number;
  readonly tiles: readonly TreeTile[];
  /** Positions of the events whose leaves are new, in order. */
  readonly positions: readonly Position[];
}

/** A checkpoint that was signed. */
export interface SignedCheckpoint {
  readonly size: number;
  readonly root: Uint8Array;
  /** The signed note, with the cosignatures that were added to it. */
  readonly note: string;
  /** The tree had the events of the log up to this position. */
  readonly position: Position;
  readonly signedAt: Instant;
}

/** A public key that signs the checkpoints of a log from a size on. */
export interface LogKey {
  /** `<origin>+<key id>+<base64>` (C2SP signed-note). */
  readonly vkey: string;
  readonly since: number;
  readonly at: Instant;
}

/** The key that signs a checkpoint. */
export interface SigningKey {
  readonly vkey: string;
  /** True if the key before has signed the checkpoint too, which names this one as the next. */
  readonly isHandover: boolean;
}

/** A checkpoint with which one key handed over to the next one. It is kept for ever. */
export interface SignedHandover {
  readonly size: number;
  /** The next key. */
  readonly vkey: string;
  readonly note: string;
}

/** A time stamp of a checkpoint (RFC 3161). It is kept for ever, with the checkpoint. */
export interface StampedCheckpoint {
  readonly size: number;
  /** The signed note, as it was when it was stamped. */
  readonly note: string;
  /** The response of the authority. */
  readonly response: Uint8Array;
  /** The time that it states. */
  readonly time: Instant;
  /** Time of this machine at which it was asked for, in real time. */
  readonly askedAt: Instant;
}

/** The tree of one log, named by the origin of its checkpoints. */
export interface StoredTree {
  readonly origin: string;
  state(): Promise<TreeState>;
  /** The hashes of a tile; undefined if the tree does not reach it. */
  tile(level: number, index: number): Promise<Uint8Array | undefined>;
  /** The index of the leaf of the event at a position; undefined if it has none, or the tree does not reach it. */
  indexOf(position: Position): Promise<number | undefined>;
  /** The position of the event of a leaf; undefined if the tree does not reach it. */
  positionOf(index: number): Promise<Position | undefined>;
  /** The positions of the events of a tile of level 0, in order; none if the tree does not reach it. */
  positions(tile: number): Promise<readonly Position[]>;
  /** Rejects with TreeConflict if the tree has another size, or other hashes in one of these tiles. */
  grow(growth: TreeGrowth): Promise<void>;
  /**
   * Replaces the positions of all leaves, for a copy of the log that has the same events at others. Rejects with
   * TreeConflict if the tree has another size.
   */
  relocate(state: TreeState, positions: readonly Position[]): Promise<void>;
  /** The newest checkpoint; undefined before the first one. */
  lastCheckpoint(): Promise<SignedCheckpoint | undefined>;
  /** The newest checkpoint of at most this size that is kept. */
  checkpointUpTo(size: number): Promise<SignedCheckpoint | undefined>;
  /**
   * Saves a checkpoint after the one of size `after`, the newest that the caller knows, with the key that signed it.
   * Rejects with TreeConflict if there is another one, if the new one is smaller or larger than the tree, or has
   * another root at the same size. Of checkpoints before the last hundred, one an hour is kept, and those that somebody
   * outside is sure to hold: the first one, those of a handover, and those that were cosigned.
   */
  saveCheckpoint(checkpoint: SignedCheckpoint, after: number | undefined, key: SigningKey): Promise<void>;
  /**
   * Replaces the note of a checkpoint, as the caller has read it, by the same one with more signatures. False if it is
   * not kept, or has another note by now.
   */
  replaceNote(size: number, before: string, note: string): Promise<boolean>;
  /**
   * Saves a time stamp, and keeps its checkpoint. A second one of the same size and time is ignored. Rejects with
   * TreeConflict if the tree has no checkpoint of that size.
   */
  saveTimeStamp(stamped: StampedCheckpoint): Promise<void>;
  /** The newest time stamp of the largest checkpoint of at most this size that has one. */
  timeStampUpTo(size: number): Promise<StampedCheckpoint | undefined>;
  /** The keys of the log, the first one first. */
  keys(): Promise<readonly LogKey[]>;
  /** The checkpoints with which keys handed over, the first one first. */
  handovers(): Promise<readonly SignedHandover[]>;
}

/**
 * Merkle trees beside the rows: their tiles, checkpoints and keys. Every adapter satisfies the contract in `contract/`.
 *
 * @example
 * const tree = store.tree('ledgerdesk/default/0');
 * const { size } = await tree.state();
 */
export interface TreeStore {
  tree(origin: string): StoredTree;
  /** The origins of all trees with a leaf or a checkpoint. */
  origins(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Another process has changed the tree, or it would contradict what was signed. Nothing was written. */
export class TreeConflict extends Error {
  readonly code = 'tree-conflict';
  constructor(origin: string, reason: string) {
    super(`The tree of ${origin} was not changed: ${reason}.`);
  }
}
