/**
 * Wakes one waiting loop. A notification that arrives while nobody waits is kept, so none is missed; several that
 * arrive before the next wait count as one.
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
