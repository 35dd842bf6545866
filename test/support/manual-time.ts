import { setImmediate as nextTurn } from 'node:timers/promises';
import { instantOf, millisOf, type Instant, type Timers } from '@ledgerdesk/kernel';
import { manualClock, type ManualClock } from './manual-clock.js';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock and timers that advance only when a test advances them. */
export class ManualTime implements ManualClock, Timers {
  readonly #clock: ManualClock;
  readonly #pending = new Set<Timer>();
  /** Timers use this, independently of the clock. */
  #elapsed = 0;

  constructor(start: Instant = '2026-11-02T08:00:00.000Z') {
    this.#clock = manualClock(start);
  }

  now(): Instant {
    return this.#clock.now();
  }

  /** Sets the clock without advancing timers. */
  moveTo(instant: Instant): void {
    this.#clock.moveTo(instant);
  }

  elapsed(): number {
    return this.#elapsed;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#elapsed + Math.max(ms, 0), callback };
    this.#pending.add(timer);
    return () => this.#pending.delete(timer);
  }

  /** Advances by `ms`. Each timer's asynchronous work gets a turn of the event loop before the next timer fires. */
  async advance(ms: number): Promise<void> {
    await nextTurn();
    for (const fire of this.#due(ms)) {
      fire();
      await nextTurn();
    }
    await nextTurn();
  }

  /**
   * Advances by `ms` in one step, as after a suspend: each timer due by then fires once, in order, and reads the time
   * after the step. A timer set by a callback never fires in the same step.
   */
  async leap(ms: number): Promise<void> {
    await nextTurn();
    const end = this.#elapsed + ms;
    const due = [...this.#pending].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    this.#advanceTo(end);
    for (const timer of due) {
      if (!this.#pending.delete(timer)) continue;
      timer.callback();
      await nextTurn();
    }
    await nextTurn();
  }

  /** Advances by `ms` within this turn of the event loop. For timers whose callbacks are synchronous. */
  advanceSync(ms: number): void {
    for (const fire of this.#due(ms)) fire();
  }

  /** Yields the callbacks due within `ms` in order, including those that callbacks set. Then advances to the end. */
  *#due(ms: number): Generator<() => void> {
    const end = this.#elapsed + ms;
    for (let next = this.#nextUntil(end); next; next = this.#nextUntil(end)) {
      this.#pending.delete(next);
      this.#advanceTo(next.at);
      yield next.callback;
    }
    this.#advanceTo(end);
  }

  #nextUntil(end: number): Timer | undefined {
    return [...this.#pending].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }

  #advanceTo(elapsed: number): void {
    this.#clock.moveTo(instantOf(millisOf(this.now()) + elapsed - this.#elapsed));
    this.#elapsed = elapsed;
  }
}
