import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long queries may follow one another before other work gets a turn, in ms. */
const MAX_MS = 10;

/**
 * Keeps a sequence of queries from blocking the event loop. SQLite answers within the call, so that code which awaits
 * one query after another would never let timers and I/O run.
 */
export class FairTurns {
  /** When the first query of the current turn of the event loop started. */
  private startedAt: number | undefined;

  /** Await before a query. Resolves at once, or in the next turn if the current one has lasted too long. */
  async take(): Promise<void> {
    if (this.startedAt === undefined) this.startTurn();
    else if (performance.now() - this.startedAt > MAX_MS) await nextTurn();
  }

  private startTurn(): void {
    this.startedAt = performance.now();
    setImmediate(() => {
      this.startedAt = undefined;
    });
  }
}
