import { type Leaf, type RecordedLeaves, START } from '@ledgerdesk/event-store';
import { comparePositions, type Position } from '@ledgerdesk/kernel';

const PAGE = 1_000;

/** The recorded leaves of a log, read in step with its events. */
export class LeafCursor {
  private page: readonly Leaf[] = [];
  private next = 0;
  private scannedTo: Position;

  constructor(
    private readonly leaves: RecordedLeaves,
    after: Position = START,
  ) {
    this.scannedTo = after;
  }

  /** Takes the recorded leaves up to a position. Resolves with undefined if they are not recorded that far. */
  async upTo(position: Position): Promise<readonly Leaf[] | undefined> {
    const taken: Leaf[] = [];
    for (;;) {
      for (let leaf = this.page[this.next]; leaf && comparePositions(leaf.position, position) <= 0;) {
        taken.push(leaf);
        leaf = this.page[(this.next += 1)];
      }
      if (this.next < this.page.length || comparePositions(this.scannedTo, position) >= 0) return taken;
      if (!(await this.read())) return undefined;
    }
  }

  /** Reads the next page. Resolves with false if there is nothing new. */
  private async read(): Promise<boolean> {
    const { leaves, scannedTo } = await this.leaves.page(this.scannedTo, PAGE);
    const isNew = comparePositions(scannedTo, this.scannedTo) > 0;
    [this.page, this.next, this.scannedTo] = [leaves, 0, scannedTo];
    return isNew;
  }
}
