import { setImmediate as nextTurn } from 'node:timers/promises';
import { instantOf, millisOf, type Instant } from '@ledgerdesk/kernel';
import { manualClock, type ManualClock } from '@ledgerdesk/runtime';
import type { Timers } from '../../libs/runtime/timers.js';

interface Alarm {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock with its timers that stand still until a test moves them. */
export class ManualTime implements ManualClock, Timers {
  readonly #clock: ManualClock;
  readonly #alarms = new Set<Alarm>();
  /** Milliseconds passed by `advance`: what timers count, whatever the clock says. */
  #passed = 0;

  constructor(start: Instant) {
    this.#clock = manualClock(start);
  }

  now(): Instant {
    return this.#clock.now();
  }

  /** The clock jumps; no timer notices. */
  moveTo(instant: Instant): void {
    this.#clock.moveTo(instant);
  }

  after(ms: number, callback: () => void): () => void {
    const alarm = { at: this.#passed + Math.max(ms, 0), callback };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** Lets `ms` go by, timer after timer, each with its consequences. */
  async advance(ms: number): Promise<void> {
    const end = this.#passed + ms;
    await nextTurn();
    for (let alarm = this.#next(end); alarm; alarm = this.#next(end)) {
      this.#pass(alarm.at);
      this.#alarms.delete(alarm);
      alarm.callback();
      await nextTurn();
    }
    this.#pass(end);
    await nextTurn();
  }

  #next(end: number): Alarm | undefined {
    return [...this.#alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }

  #pass(to: number): void {
    this.#clock.moveTo(instantOf(millisOf(this.now()) + to - this.#passed));
    this.#passed = to;
  }
}
