import { type Clock, type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import { uptime as secondsSinceBoot } from 'node:os';

/** A step of the wall clock that nobody has confirmed. The engine's clock does not follow it. */
export interface ClockHold {
  /** How far the wall clock is ahead of the engine's clock, in ms. */
  readonly aheadMs: number;
  /** The engine's time when the step was found. */
  readonly since: Instant;
}

export interface GuardedClockOptions {
  /** The wall clock, in ms since the epoch. Default: `Date.now`. */
  readonly wall?: () => number;
  /**
   * Milliseconds since an arbitrary moment, on a clock that nobody sets and that counts the time of a suspended
   * machine: that time only after a call with `exact`. Default: `elapsedWithSuspend`.
   */
  readonly elapsed?: (exact: boolean) => number;
  /** A forward step beyond this many ms is held. */
  readonly stepLimitMs: number;
  /** The clock does not start before this instant. */
  readonly floor?: Instant | undefined;
  /** A hold that an earlier process kept. */
  readonly hold?: ClockHold | undefined;
  /** Called when a hold begins, changes by more than the limit, or ends. */
  readonly onHold?: (hold: ClockHold | undefined) => void;
}

/** How much slower the clock runs than real time while it is ahead of the wall clock. */
export const RATE_WHILE_AHEAD = 0.9;
/** A smaller difference between the clocks is not looked into. */
const SUSPECT_MS = 1_000;
/** How fast a wall clock may be corrected without counting as steps: what NTP does at most, 500 ppm. */
const CORRECTION_RATE = 0.0005;

/**
 * The wall clock, guarded against steps while the process runs. It never goes back and never stands still:
 *
 * - A forward step beyond the limit is held: the clock continues by the monotonic clock until an operator accepts the
 *   step, or the wall clock steps back.
 * - After a step back, and after a start at a `floor` ahead of the wall clock, it runs at 90 % of real time until the
 *   wall clock has caught up.
 *
 * Small steps are followed; steps that add up to more than the limit are held like a single one.
 *
 * @example
 * const clock = new GuardedClock({ stepLimitMs: 5 * MINUTE, floor: await lastRecordedAt(store) });
 */
export class GuardedClock implements Clock {
  readonly #wall: () => number;
  readonly #elapsed: (exact: boolean) => number;
  #at: number;
  #readAt: number;
  /** Sum of the recent forward steps, in ms. */
  #stepped = 0;
  #hold: ClockHold | undefined;

  constructor(private readonly options: GuardedClockOptions) {
    this.#wall = options.wall ?? (() => Date.now());
    this.#elapsed = options.elapsed ?? elapsedWithSuspend();
    this.#readAt = this.#elapsed(true);
    this.#hold = this.#keptHold();
    const start = this.#wall() - (this.#hold?.aheadMs ?? 0);
    this.#at = Math.max(start, options.floor === undefined ? -Infinity : millisOf(options.floor));
  }

  now(): Instant {
    const wall = this.#wall();
    const passed = this.#passed(wall);
    if (this.#hold) this.#goOnHeld(this.#hold, passed, wall);
    else this.#follow(passed, wall);
    return instantOf(Math.floor(this.#at));
  }

  /** The step that is held, if any. */
  get hold(): ClockHold | undefined {
    return this.#hold;
  }

  /** How far this clock is ahead of the wall clock, in ms; 0 if it is not. */
  get leadMs(): number {
    return Math.max(0, this.#at - this.#wall());
  }

  /** Follows the wall clock over the step that is held. */
  accept(): void {
    if (!this.#hold) return;
    this.#at = Math.max(this.#at, this.#wall());
    this.#stepped = 0;
    this.#setHold(undefined);
  }

  /** Time since the last call, in ms. Asks for the exact time only if the clocks disagree, because it takes longer. */
  #passed(wall: number): number {
    let elapsed = this.#elapsed(false);
    if (Math.abs(wall - this.#at - (elapsed - this.#readAt)) > SUSPECT_MS) elapsed = this.#elapsed(true);
    const passed = Math.max(0, elapsed - this.#readAt);
    this.#readAt = elapsed;
    return passed;
  }

  #follow(passed: number, wall: number): void {
    const ahead = wall - (this.#at + passed);
    this.#stepped = Math.max(0, this.#stepped - passed * CORRECTION_RATE) + Math.max(0, ahead);
    if (this.#stepped > this.options.stepLimitMs) {
      this.#at += passed;
      this.#setHold({ aheadMs: ahead, since: instantOf(Math.floor(this.#at)) });
    } else this.#at = Math.max(wall, this.#at + passed * RATE_WHILE_AHEAD);
  }

  #goOnHeld(hold: ClockHold, passed: number, wall: number): void {
    this.#at += passed;
    const aheadMs = wall - this.#at;
    if (aheadMs <= Math.min(this.options.stepLimitMs, hold.aheadMs / 2)) {
      this.#stepped = Math.max(0, aheadMs);
      this.#at = Math.max(this.#at, wall);
      this.#setHold(undefined);
    } else if (Math.abs(aheadMs - hold.aheadMs) > this.options.stepLimitMs) this.#setHold({ ...hold, aheadMs });
  }

  /** The hold of an earlier process, unless the wall clock has stepped back since. */
  #keptHold(): ClockHold | undefined {
    const { hold, stepLimitMs } = this.options;
    if (!hold || this.#wall() - hold.aheadMs < millisOf(hold.since) - stepLimitMs) return undefined;
    return hold;
  }

  #setHold(hold: ClockHold | undefined): void {
    this.#hold = hold;
    this.options.onHold?.(hold);
  }
}

/** A difference between two clocks that is not due to their resolution. */
const SUSPENDED_MS = 2_000;

/**
 * Returns a monotonic clock in ms that counts the time of a suspended machine, which `performance.now` does not: it is
 * added when the clock is called with `exact`. `uptime`: seconds since boot, including suspension; its resolution may
 * be a second.
 */
export const elapsedWithSuspend = (
  uptime: () => number = secondsSinceBoot,
  running: () => number = () => performance.now(),
): ((exact: boolean) => number) => {
  const notRunning = (): number => uptime() * 1_000 - running();
  const atStart = notRunning();
  let suspended = 0;
  return (exact) => {
    if (exact && notRunning() - atStart > suspended + SUSPENDED_MS) suspended = notRunning() - atStart;
    return running() + suspended;
  };
};
