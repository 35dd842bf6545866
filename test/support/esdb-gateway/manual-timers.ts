import type { Timers } from '../../../libs/esdb-gateway/persistent/timers.js';

interface Waiting {
  readonly at: number;
  readonly action: () => void;
}

/** Timers whose time passes when a test says so. */
export class ManualTimers implements Timers {
  private time = 0;
  private readonly waiting = new Set<Waiting>();

  now(): number {
    return this.time;
  }

  after(ms: number, action: () => void): () => void {
    const waiting = { at: this.time + ms, action };
    this.waiting.add(waiting);
    return () => void this.waiting.delete(waiting);
  }

  /** Lets `ms` pass and calls what falls due, in order. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (let next = this.nextUntil(end); next; next = this.nextUntil(end)) {
      this.waiting.delete(next);
      this.time = next.at;
      next.action();
    }
    this.time = end;
  }

  private nextUntil(end: number): Waiting | undefined {
    return [...this.waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
