import type { Position } from '@ledgerdesk/kernel';
import { positionDifference } from './projection-status.js';

interface Sample {
  readonly at: number;
  readonly position: Position;
}

/** Time that the pace is of, in ms. */
const WINDOW_MS = 30_000;
/** Time between two samples at least, and of a pace, in ms. */
const APART_MS = 1_000;

/** How fast a reader moves through the log, over the last half minute. */
export class Pace {
  #samples: readonly Sample[] = [];
  #last: Sample | undefined;

  /** Notes where the reader is, `at` in ms on a clock that never runs backward. */
  note(at: number, position: Position): void {
    this.#last = { at, position };
    const newest = this.#samples.at(-1);
    if (newest && at - newest.at < APART_MS) return;
    this.#samples = [...this.#samples.filter((sample) => at - sample.at <= WINDOW_MS), this.#last];
  }

  /** Positions per second; undefined until it is known. */
  get perSecond(): number | undefined {
    const [first] = this.#samples;
    if (!first || !this.#last || this.#last.at - first.at < APART_MS) return undefined;
    return (positionDifference(first.position, this.#last.position) * 1_000) / (this.#last.at - first.at);
  }
}
