import { leafOf, type RecordedLeaves } from '@ledgerdesk/event-store';
import { Frontier, type Hash } from '@ledgerdesk/ledger';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { damage, note, unknown } from '../finding.js';
import type { Report } from '../findings.js';
import { type CheckedEvent, type LogCheck, placeOf } from '../log-check.js';
import type { ExpectedRoot } from './expected-root.js';
import { LeafCursor } from './leaf-cursor.js';
import { type PositionsStart, StoredPositions, type StoredTreeState } from './stored-positions.js';
import { type ReadTile, StoredTiles } from './stored-tiles.js';

/** What is stored beside the rows of a tree. */
export interface StoredHashes extends StoredTreeState {
  readonly tile: ReadTile;
  /** Positions of the events of a tile of level 0. */
  readonly positions: (tile: number) => Promise<readonly Position[]>;
}

/** Where a check of a tree goes on. */
export interface TreeCheckStart {
  readonly frontier: Frontier;
  readonly position: Position;
  /** Positions of the last leaves, which do not fill a tile. */
  readonly positions: readonly Position[];
}

interface TreeCheckOptions {
  /** The leaves that the log keeps beside its events. Undefined: it keeps none. */
  readonly leaves?: RecordedLeaves | undefined;
  /** The tree that is stored beside the rows. Undefined: there is none. */
  readonly stored?: StoredHashes | undefined;
  /** Roots that checkpoints name, read before the first event is. */
  readonly roots: readonly ExpectedRoot[];
  /** The tree of the events up to a position, for a run that goes on behind it. */
  readonly from?: TreeCheckStart | undefined;
}

const startOf = ({ frontier, positions }: TreeCheckStart): PositionsStart => ({ size: frontier.size, positions });

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/**
 * Hashes every event again, and compares the tree of the log with its records: the leaves and the frontier beside the
 * events, the tiles beside the rows, and the roots of checkpoints.
 */
export class TreeCheck implements LogCheck {
  private readonly frontier: Frontier;
  private readonly cursor: LeafCursor | undefined;
  private readonly tiles: StoredTiles | undefined;
  private readonly positions: StoredPositions | undefined;
  /** Ascending by size; those before `reached` have been compared. */
  private readonly roots: readonly ExpectedRoot[];
  private reached = 0;
  private unrecorded = 0;
  /** True once the events reach the position up to which the stored tree has followed the log. */
  private hasReached = false;

  constructor(private readonly options: TreeCheckOptions) {
    const { leaves, stored, roots, from } = options;
    this.frontier = from?.frontier.clone() ?? new Frontier();
    this.cursor = leaves && new LeafCursor(leaves, from?.position);
    this.tiles = stored && new StoredTiles(stored.tile, stored.size);
    this.positions = stored && new StoredPositions(stored.positions, stored, from && startOf(from));
    this.roots = roots.filter(({ size }) => size >= this.frontier.size).toSorted((a, b) => a.size - b.size);
  }

  /** The tree of the events so far. */
  get tree(): Frontier {
    return this.frontier.clone();
  }

  /** Positions of the last leaves, which do not fill a tile. */
  get openPositions(): readonly Position[] {
    return this.positions?.open ?? [];
  }

  /** Compares the tiles that are not full with the tree from which the check goes on. Call it before any event. */
  async resume(report: Report): Promise<void> {
    if (this.frontier.size === 0) return;
    for (const { level, index } of (await this.tiles?.resume(this.frontier)) ?? []) report(tileDiffers(level, index));
  }

  async check({ stored }: CheckedEvent, report: Report): Promise<void> {
    this.compareRoots(report);
    const { position } = this.options.stored ?? {};
    this.hasReached ||= position !== undefined && comparePositions(stored.position, position) >= 0;
    const leaf = this.leafOf(stored, report);
    await this.compareRecorded(stored, leaf, report);
    if (!leaf) return;
    this.frontier.append(leaf);
    for (const { level, index } of (await this.tiles?.add(leaf)) ?? []) report(tileDiffers(level, index));
    await this.positions?.add(stored.position);
    this.compareRoots(report);
  }

  async end(report: Report): Promise<void> {
    this.compareRoots(report);
    for (const { level, index } of (await this.tiles?.end()) ?? []) report(tileDiffers(level, index));
    await this.comparePositions(report);
    for (const root of this.roots.slice(this.reached)) report(root.missing(this.frontier.size));
    if (this.unrecorded > 0)
      report(note('tree-incomplete', 'log', `${this.unrecorded} events have no leaf yet; a running engine adds them`));
    await this.compareFrontier(report);
  }

  /** The hash of an event. One whose text is not JSON has no envelope, which is a finding of its own. */
  private leafOf(stored: CheckedEvent['stored'], report: Report): Hash | undefined {
    try {
      return leafOf(stored);
    } catch {
      report(damage('leaf-differs', placeOf(stored), 'the event cannot be hashed: its text is damaged'));
      return undefined;
    }
  }

  private async compareRecorded(stored: CheckedEvent['stored'], leaf: Hash | undefined, report: Report): Promise<void> {
    if (!this.cursor) return;
    const recorded = await this.cursor.upTo(stored.position);
    if (!recorded) {
      this.unrecorded += 1;
      return;
    }
    const own = recorded.find(({ position }) => position === stored.position);
    for (const { position } of recorded) if (position !== stored.position) report(orphan(position));
    if (leaf && !own)
      report(damage('leaf-missing', placeOf(stored), 'the event has no recorded leaf: it was added later'));
    else if (leaf && own && !isSame(leaf, own.hash))
      report(
        damage(
          'leaf-differs',
          placeOf(stored),
          'the event is not the one that was recorded: its recorded hash differs',
        ),
      );
  }

  /** The stored positions, and how far the stored tree has come by them. */
  private async comparePositions(report: Report): Promise<void> {
    const { positions, options } = this;
    if (!positions || !options.stored) return;
    await positions.end();
    if (positions.isMoved) report(positions.isOfOtherLog ? OF_OTHER_LOG : PERHAPS_OF_OTHER_LOG);
    else
      for (const tile of positions.differences)
        report(damage('tree-differs', `positions of tile ${tile}`, 'they are not those of the events, or too few'));
    const { size, position } = options.stored;
    const leaves = positions.sizeAtState(this.hasReached);
    // Of a log that ends before, other findings say that events are missing.
    if (leaves !== undefined && leaves !== size)
      report(
        damage('tree-differs', 'stored tree', `it says ${size} leaves at position ${position}, there are ${leaves}`),
      );
  }

  /** Compares the roots that are expected of a tree of the size that it has now. */
  private compareRoots(report: Report): void {
    const { size } = this.frontier;
    for (let next = this.roots[this.reached]; next?.size === size; next = this.roots[this.reached]) {
      if (!isSame(next.root, this.frontier.root())) report(next.differs);
      this.reached += 1;
    }
  }

  /** The frontier is compared if no event was appended meanwhile. */
  private async compareFrontier(report: Report): Promise<void> {
    const recorded = await this.options.leaves?.tree();
    if (!recorded || this.unrecorded > 0 || recorded.size > this.frontier.size) return;
    if (recorded.size < this.frontier.size || !isSame(recorded.root, this.frontier.root()))
      report(damage('tree-differs', 'log', 'the recorded frontier of the tree is not that of the events'));
  }
}

const orphan = (position: Position) =>
  damage('leaf-missing', `position ${position}`, 'a leaf is recorded here, but its event is missing');

/** The next start of an engine gives the leaves the positions that they have in this log. */
const OF_OTHER_LOG = note(
  'tree-incomplete',
  'stored tree',
  'it has the positions of the log of which this one is a copy; the next start of an engine replaces them',
);

/** A few positions at the end of a tree can also be falsified. */
const PERHAPS_OF_OTHER_LOG = unknown(
  'tree-differs',
  'stored tree',
  'its last positions are not those of the events: it is of a log of which this one is a copy, or was changed; the ' +
    'next start of an engine replaces them',
);

const tileDiffers = (level: number, index: number) =>
  damage('tree-differs', `tile ${index} of level ${level}`, 'its hashes are not those of the events, or too few');
