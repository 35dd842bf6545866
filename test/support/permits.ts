/**
 * Lets callers act a number of times in all. Those beyond wait until more is allowed.
 *
 * @example
 * while (await permits.take()) await open();
 */
export class Permits {
  #allowed = 0;
  #taken = 0;
  #isOver = false;
  #waiting: (() => void)[] = [];

  /** Allows `total` in all, those that were taken included. */
  allow(total: number): void {
    this.#allowed = Math.max(this.#allowed, total);
    this.#wake();
  }

  /** Lets nobody act any more. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  /** Resolves with true when the caller may act, and with false at the end. */
  async take(): Promise<boolean> {
    while (!this.#isOver && this.#taken >= this.#allowed)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#isOver) return false;
    this.#taken += 1;
    return true;
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
