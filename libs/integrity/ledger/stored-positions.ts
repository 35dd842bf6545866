import { TILE_WIDTH } from '@ledgerdesk/ledger';
import { comparePositions, type Position } from '@ledgerdesk/kernel';

/** How far the tree that is stored beside the rows says that it has followed the log. */
export interface StoredTreeState {
  /** Number of leaves. */
  readonly size: number;
  readonly position: Position;
}

/** Where a check goes on: the positions of the last leaves, which do not fill a tile. Unknown ones are left out. */
export interface PositionsStart {
  /** Number of leaves before. */
  readonly size: number;
  readonly positions: readonly Position[];
}

/**
 * Compares the stored positions of leaves with those of their events, tile by tile, as the leaves come in order. The
 * tree of a log that was copied has the positions of the other log until an engine starts on it: from the first that
 * differs on, all do. Positions that were falsified at the end of a tree look alike.
 */
export class StoredPositions {
  private tile: number;
  /** Leaves of a tile of which the first positions are not known. */
  private skipped: number;
  private positions: Position[];
  private leaves: number;
  private leavesAtState: number;
  /** Leaves whose stored position lies at or before that of the state. */
  private storedAtState: number;
  private readonly differing: number[] = [];
  private isEqualLater = false;
  private isAscending = true;
  private last: { readonly stored: Position | undefined; readonly actual: Position } | undefined;

  constructor(
    private readonly read: (tile: number) => Promise<readonly Position[]>,
    private readonly state: StoredTreeState,
    from: PositionsStart = { size: 0, positions: [] },
  ) {
    const open = from.size % TILE_WIDTH;
    const isKnown = from.positions.length === open;
    this.skipped = isKnown ? 0 : TILE_WIDTH - open;
    this.tile = Math.floor(from.size / TILE_WIDTH) + (isKnown ? 0 : 1);
    this.positions = isKnown ? [...from.positions] : [];
    this.leaves = from.size;
    this.leavesAtState = from.size;
    this.storedAtState = this.tile * TILE_WIDTH;
  }

  /** Positions of the last leaves, which do not fill a tile: a later check goes on with them. */
  get open(): readonly Position[] {
    return this.positions;
  }

  /** Adds the position of the next leaf. */
  async add(position: Position): Promise<void> {
    this.leaves += 1;
    if (comparePositions(position, this.state.position) <= 0) this.leavesAtState = this.leaves;
    if (this.skipped > 0) {
      this.skipped -= 1;
      return;
    }
    this.positions.push(position);
    if (this.positions.length === TILE_WIDTH) await this.compare();
  }

  /** Compares what is left. Call it after the last leaf, with the position of the last event. */
  async end(): Promise<void> {
    if (this.positions.length > 0) await this.compare();
  }

  /** Numbers of the tiles that differ. */
  get differences(): readonly number[] {
    return this.differing;
  }

  /** True if the positions can be those of a log of which this one is a copy. */
  get isMoved(): boolean {
    const { last, state } = this;
    const isMoved = last?.stored !== last?.actual && state.position !== last?.actual;
    return this.differing.length > 0 && !this.isEqualLater && this.isAscending && isMoved;
  }

  /** True if so many leaves are moved that no change of a few positions explains it. */
  get isOfOtherLog(): boolean {
    return this.isMoved && this.differing.length > 1;
  }

  /**
   * How many leaves lie at or before the position up to which the stored tree has followed the log. If the tree is
   * moved, by the stored positions of leaves. Undefined if the log ends before that position.
   * `hasReached`: whether the events of the log reach it.
   */
  sizeAtState(hasReached: boolean): number | undefined {
    if (!this.isMoved) return hasReached ? this.leavesAtState : undefined;
    const { leaves, last, state, storedAtState } = this;
    const reaches = last?.stored !== undefined && comparePositions(last.stored, state.position) >= 0;
    return reaches || leaves >= state.size ? storedAtState : undefined;
  }

  private async compare(): Promise<void> {
    const { tile, positions } = this;
    [this.tile, this.positions] = [tile + 1, []];
    const due = Math.min(positions.length, Math.max(0, this.state.size - tile * TILE_WIDTH));
    const stored = await this.read(tile);
    if (stored.length < due) this.isAscending = false;
    const known = positions.slice(0, Math.max(due, Math.min(stored.length, positions.length)));
    const { position } = this.state;
    this.storedAtState += stored.slice(0, known.length).filter((one) => comparePositions(one, position) <= 0).length;
    let differs = stored.length < due;
    for (const [at, actual] of known.entries()) differs = this.comparePosition(stored[at], actual, at < due) || differs;
    if (differs) this.differing.push(tile);
  }

  /** Returns true if a position differs. */
  private comparePosition(stored: Position | undefined, actual: Position, isDue: boolean): boolean {
    if (stored === undefined && !isDue) return false;
    const differs = stored !== actual;
    const before = this.last?.stored;
    if (stored === undefined || (before !== undefined && comparePositions(stored, before) <= 0))
      this.isAscending = false;
    if (!differs && this.differing.length > 0) this.isEqualLater = true;
    this.last = { stored, actual };
    return differs;
  }
}
