import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Lets streams that catch up with the log read one page at a time, in the order in which they asked, and requests in
 * between: each page is read in its own turn of the event loop.
 */
export class CatchUpTurns {
  private last: Promise<void> = Promise.resolve();

  /** Resolves when it is the caller's turn to read a page. */
  next(): Promise<void> {
    this.last = this.last.then(() => nextTurn());
    return this.last;
  }
}
