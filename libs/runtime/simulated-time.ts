import { type Clock, type Instant, instantOf, millisOf, type Timers } from '@ledgerdesk/kernel';
import { realTimers } from './timers.js';

interface SimulatedTimeOptions {
  readonly start: Instant;
  /** Simulated seconds per real second, greater than 0. */
  readonly speed: number;
  /** Timers in real time. Default: `realTimers`. */
  readonly timers?: Timers;
}

interface PendingTimer {
  /** By `elapsed`. */
  readonly at: number;
  readonly callback: () => void;
  cancel: () => void;
}

/**
 * A simulated clock, and timers at its speed. It runs `speed` times as fast as real time, can be stopped and moved
 * forward, and never goes back. Its timers go on while it is stopped, and a move counts for them as time that has
 * passed.
 *
 * @example
 * const time = new SimulatedTime({ start: '2026-11-27T07:30:00.000Z', speed: 1 });
 * time.stop();
 * time.moveTo('2026-12-01T00:00:00.000Z');
 * time.wake();
 * time.resume();
 */
export class SimulatedTime implements Clock, Timers {
  private readonly real: Timers;
  private readonly pending = new Set<PendingTimer>();
  /** The clock at `since`, in ms since the epoch. */
  private base: number;
  /** Real time, in ms. */
  private since: number;
  private stopped = false;
  /** Simulated ms by which the clock was moved. */
  private moved = 0;

  constructor(private readonly options: SimulatedTimeOptions) {
    const { start, speed, timers = realTimers } = options;
    if (!(speed > 0)) throw new RangeError(`Clock speed ${speed} is invalid. Use a number greater than 0.`);
    this.real = timers;
    this.base = millisOf(start);
    this.since = timers.elapsed();
  }

  /** Time of the clock when it was made. */
  get start(): Instant {
    return this.options.start;
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  /** Simulated seconds per real second; 0 while the clock is stopped. */
  get speed(): number {
    return this.stopped ? 0 : this.options.speed;
  }

  now(): Instant {
    return instantOf(this.millis());
  }

  elapsed(): number {
    return this.real.elapsed() * this.options.speed + this.moved;
  }

  after(ms: number, callback: () => void): () => void {
    const timer: PendingTimer = { at: this.elapsed() + Math.max(ms, 0), callback, cancel: () => undefined };
    this.pending.add(timer);
    this.arm(timer);
    return () => {
      this.pending.delete(timer);
      timer.cancel();
    };
  }

  /** Stops the clock where it is. */
  stop(): void {
    this.base = this.millis();
    this.stopped = true;
  }

  /** Lets the clock run on from where it is. */
  resume(): void {
    this.base = this.millis();
    this.since = this.real.elapsed();
    this.stopped = false;
  }

  /** Moves the clock to a later instant; nothing happens at an earlier one. Timers are due after `wake`. */
  moveTo(instant: Instant): void {
    const distance = millisOf(instant) - this.millis();
    if (!(distance > 0)) return;
    this.base += distance;
    this.moved += distance;
  }

  /** Calls the timers that a move has made due, in order, and arms the others for their new times. */
  wake(): void {
    for (const timer of [...this.pending].sort((a, b) => a.at - b.at)) {
      // An earlier one may have cancelled it.
      if (!this.pending.has(timer)) continue;
      timer.cancel();
      if (timer.at <= this.elapsed()) this.fire(timer);
      else this.arm(timer);
    }
  }

  private arm(timer: PendingTimer): void {
    const ms = Math.max(timer.at - this.elapsed(), 0) / this.options.speed;
    timer.cancel = this.real.after(ms, () => this.fire(timer));
  }

  private fire(timer: PendingTimer): void {
    this.pending.delete(timer);
    timer.callback();
  }

  private millis(): number {
    if (this.stopped) return this.base;
    return this.base + Math.floor((this.real.elapsed() - this.since) * this.options.speed);
  }
}
