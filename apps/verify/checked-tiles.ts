import {
  decodeTile,
  inclusionProof,
  type NodeReader,
  TILE_WIDTH,
  tileWidth,
  verifyInclusion,
} from '@ledgerdesk/ledger';
import type { TileReader, TrustedCheckpoint } from '@ledgerdesk/ledger';
import { nodesIn, tilesIn } from './inputs.js';

/** The leaf hashes of tiles in a folder, each verified against a signed checkpoint before it is used. */
export class CheckedTiles {
  private readonly read: TileReader;
  private readonly nodes: NodeReader;
  private last: { readonly index: number; readonly hashes: readonly Uint8Array[] | undefined } | undefined;

  constructor(
    folder: string,
    private readonly checkpoint: TrustedCheckpoint,
  ) {
    this.read = tilesIn(folder);
    this.nodes = nodesIn(folder, checkpoint.size);
  }

  /** Number of leaves that the checkpoint covers. */
  get size(): number {
    return this.checkpoint.size;
  }

  /**
   * The hashes of leaves `from` up to `to`, joined. Undefined if a tile is missing or not that of the checkpoint, or if
   * the checkpoint does not cover all of these leaves.
   */
  async leaves(from: number, to: number): Promise<Uint8Array | undefined> {
    if (to > this.size) return undefined;
    const hashes: Uint8Array[] = [];
    for (let at = from; at < to; at += 1) {
      const tile = await this.tile(Math.floor(at / TILE_WIDTH));
      const hash = tile?.[at % TILE_WIDTH];
      if (!hash) return undefined;
      hashes.push(hash);
    }
    return Buffer.concat(hashes);
  }

  private async tile(index: number): Promise<readonly Uint8Array[] | undefined> {
    if (this.last?.index !== index) this.last = { index, hashes: await this.checked(index) };
    return this.last.hashes;
  }

  /** A proof for the first leaf of a tile is computed from all of its hashes: it verifies only if all are right. */
  private async checked(index: number): Promise<readonly Uint8Array[] | undefined> {
    const width = tileWidth({ level: 0, index }, this.size);
    try {
      const bytes = await this.read({ level: 0, index, width });
      const hashes = decodeTile(bytes.subarray(0, width * 32), width);
      const first = index * TILE_WIDTH;
      const proof = await inclusionProof(this.nodes, first, this.size);
      return hashes?.[0] && verifyInclusion(hashes[0], first, this.checkpoint, proof) ? hashes : undefined;
    } catch {
      return undefined;
    }
  }
}
