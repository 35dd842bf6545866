import {
  type ConsistencyDocument,
  consistencyProof,
  type Hash,
  inclusionProof,
  type InclusionDocument,
  parseTilePath,
  tileWidth,
  type TimeStampDocument,
} from '@ledgerdesk/ledger';
import type { Position } from '@ledgerdesk/kernel';
import { handoverNotes, nodesOf, storedRoot } from '@ledgerdesk/tree-signing';
import type { LogKey, SignedCheckpoint, StoredTree, TreeStore } from '@ledgerdesk/tree-store';
import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '../platform/http/problem.js';
import { LEDGER_TREE, LEDGER_TREES } from '../platform/tokens.js';

const HASH_BYTES = 32;

export const base64 = (hash: Hash): string => Buffer.from(hash).toString('base64');

/** A leaf by its index, or by the position of its event. */
export interface LeafName {
  readonly index?: number | undefined;
  readonly position?: Position | undefined;
}

/** Public keys that have signed the log. */
export interface LedgerKeys {
  /** That of the current epoch. */
  readonly origin: string;
  readonly items: readonly LogKey[];
  /** Checkpoints of all epochs with which one key handed over to the next one. */
  readonly handovers: readonly string[];
}

/** Checkpoints, tiles and proofs of the tree of the log. Shows nothing beyond the last checkpoint. */
@Injectable()
export class TreeProofs {
  constructor(
    @Inject(LEDGER_TREE) private readonly tree: StoredTree,
    @Inject(LEDGER_TREES) private readonly trees: TreeStore,
  ) {}

  /** Throws Problem before the first checkpoint. */
  async checkpoint(): Promise<SignedCheckpoint> {
    const last = await this.tree.lastCheckpoint();
    if (!last)
      throw new Problem(404, 'checkpoint-not-found', 'The log has no checkpoint yet. Retry when events are recorded.');
    return last;
  }

  /** The newest time stamp of a checkpoint of at most this size. Throws Problem if there is none. */
  async timeStamp(size = Number.MAX_SAFE_INTEGER): Promise<TimeStampDocument> {
    const stamped = await this.tree.timeStampUpTo(size);
    if (!stamped) throw new Problem(404, 'time-stamp-not-found', 'No checkpoint of at most this size is stamped.');
    const { note, time, response } = stamped;
    return { size: stamped.size, checkpoint: note, time, response: base64(response) };
  }

  /** The keys that sign the log, the first one first, and how they handed over to one another. */
  async keys(): Promise<LedgerKeys> {
    const { origin } = this.tree;
    const [items, handovers] = await Promise.all([this.tree.keys(), handoverNotes(this.trees, origin)]);
    return { origin, items, handovers };
  }

  /** Returns the bytes of the tile at a path, such as `tile/0/x001/067.p/8`. Throws Problem if no checkpoint has it. */
  async tile(path: string): Promise<Buffer> {
    const id = parseTilePath(path);
    const { size } = await this.checkpoint();
    const bytes = id && id.width <= tileWidth(id, size) ? await this.tree.tile(id.level, id.index) : undefined;
    if (!id || !bytes) throw new Problem(404, 'tile-not-found', 'The last checkpoint has no such tile.');
    return Buffer.from(bytes.subarray(0, id.width * HASH_BYTES));
  }

  /** The proof that the log has an event. Throws Problem if it has no such leaf at this size. */
  async inclusion(leaf: LeafName, atSize: number | undefined): Promise<InclusionDocument> {
    const size = await this.signedSize(atSize);
    const index = leaf.index ?? (leaf.position === undefined ? undefined : await this.tree.indexOf(leaf.position));
    if (index === undefined || index >= size)
      throw new Problem(404, 'leaf-not-found', `The tree of ${size} leaves has no such leaf.`);
    const nodes = nodesOf(this.tree, size);
    const [hash, proof] = await Promise.all([nodes({ level: 0, index }), inclusionProof(nodes, index, size)]);
    return { index, size, leaf: base64(hash), proof: proof.map(base64) };
  }

  /** The proof that a later checkpoint extends an earlier one. */
  async consistency(from: number, toSize: number | undefined): Promise<ConsistencyDocument> {
    const to = await this.signedSize(toSize);
    if (from > to) throw this.beyond(from, to);
    const [fromRoot, proof] = await Promise.all([
      storedRoot(this.tree, from),
      consistencyProof(nodesOf(this.tree, to), from, to),
    ]);
    return { from, to, fromRoot: base64(fromRoot), proof: proof.map(base64) };
  }

  /** A size that a checkpoint vouches for: the last one by default. */
  private async signedSize(size: number | undefined): Promise<number> {
    const signed = (await this.checkpoint()).size;
    if (size !== undefined && size > signed) throw this.beyond(size, signed);
    return size ?? signed;
  }

  private beyond(size: number, signed: number): Problem {
    return new Problem(422, 'size-not-signed', `The last checkpoint has ${signed} leaves, fewer than ${size}.`);
  }
}
