import { TILE_WIDTH } from '@ledgerdesk/ledger';
import type { Position } from '@ledgerdesk/kernel';

/** Compares the stored positions of leaves with those of their events, tile by tile, as the leaves come in order. */
export class StoredPositions {
  private tile = 0;
  private positions: Position[] = [];

  /** `size`: number of leaves of the stored tree. */
  constructor(
    private readonly read: (tile: number) => Promise<readonly Position[]>,
    private readonly size: number,
  ) {}

  /** Adds the position of the next leaf. Returns the number of its tile if that is full now, and differs. */
  async add(position: Position): Promise<number | undefined> {
    this.positions.push(position);
    return this.positions.length === TILE_WIDTH ? this.compare() : undefined;
  }

  /** Returns the number of the last tile if it differs in the positions that the stored tree has. */
  async end(): Promise<number | undefined> {
    return this.positions.length === 0 ? undefined : this.compare();
  }

  private async compare(): Promise<number | undefined> {
    const { tile, positions } = this;
    [this.tile, this.positions] = [tile + 1, []];
    const due = Math.min(positions.length, Math.max(0, this.size - tile * TILE_WIDTH));
    if (due === 0) return undefined;
    const stored = await this.read(tile);
    const isEqual = stored.length >= due && positions.every((one, n) => n >= stored.length || one === stored[n]);
    return isEqual ? undefined : tile;
  }
}
