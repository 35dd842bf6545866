import { isLeaf } from '@ledgerdesk/event-store';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { damage } from '../finding.js';
import type { Report } from '../findings.js';
import type { CheckedEvent, LogCheck } from '../log-check.js';

/** How far the tree that is stored beside the rows says that it has followed the log. */
interface StoredTreeState {
  readonly size: number;
  readonly position: Position;
}

/** Counts the leaves up to the position of the stored tree: with another size, it would go on at another leaf. */
export class StoredTreeSize implements LogCheck {
  private leaves = 0;
  private hasReached = false;

  constructor(private readonly state: StoredTreeState) {}

  check({ stored }: CheckedEvent): void {
    const order = comparePositions(stored.position, this.state.position);
    if (order <= 0 && isLeaf(stored)) this.leaves += 1;
    this.hasReached ||= order >= 0;
  }

  end(report: Report): void {
    const { size, position } = this.state;
    // Of a log that ends before, other findings say that events are missing.
    if (this.hasReached && this.leaves !== size)
      report(
        damage(
          'tree-differs',
          'stored tree',
          `it says ${size} leaves at position ${position}, there are ${this.leaves}`,
        ),
      );
  }
}
