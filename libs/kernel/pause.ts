import type { Timers } from './timers.js';

/**
 * A pause that can be ended early. One at a time.
 *
 * @example
 * const pause = new Pause(timers);
 * onStop(() => pause.end());
 * await pause.for(1_000);
 */
export class Pause {
  #end: () => void = () => undefined;

  constructor(private readonly timers: Pick<Timers, 'after'>) {}

  /** Resolves after `ms`, or when `end` is called. */
  async for(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = this.timers.after(ms, resolve);
      this.#end = () => {
        cancel();
        resolve();
      };
    });
  }

  /** Ends the current pause, if there is one. */
  end(): void {
    this.#end();
  }
}
