import type { Position } from '@ledgerdesk/kernel';
import { isNextOf } from '../facts/append.js';
import type { CheckedEvent, LogCheck } from '../log-check.js';

/**
 * Follows where the last append begins. Checks of whole appends compare one when the next begins, so a run that ends
 * here has not compared the last one: a later run takes its events again.
 */
export class LastAppend implements LogCheck {
  private last: CheckedEvent['stored'] | undefined;

  /** `begins`: the position after which the run begins. */
  constructor(private begins: Position) {}

  /** The position before the last append. */
  get after(): Position {
    return this.begins;
  }

  check({ stored }: CheckedEvent): void {
    if (this.last && !isNextOf(this.last, stored)) this.begins = this.last.position;
    this.last = stored;
  }
}
