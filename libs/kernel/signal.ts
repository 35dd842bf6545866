/**
 * Wakes one waiting loop. A notification without a waiter is kept for the next `wait`; several kept notifications
 * count as one.
 *
 * @example
 * const signal = new Signal();
 * queue.on('added', () => signal.notify());
 * for (;;) {
 *   await signal.wait();
 *   await drain(queue);
 * }
 */
export class Signal {
  #notified = false;
  #wake: (() => void) | undefined;

  notify(): void {
    this.#notified = true;
    this.#wake?.();
  }

  /** Resolves at the next notification, or at once if one is kept. */
  async wait(): Promise<void> {
    if (!this.#notified) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#notified = false;
    this.#wake = undefined;
  }
}
