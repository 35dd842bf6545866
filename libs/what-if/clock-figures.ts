import type { ClockComparison } from './compare-clock.js';

/** Counts of clocks in both histories. */
export interface ClockFigures {
  /** Clocks that started: in the log, and under the other policies. They differ only where tickets were merged. */
  readonly clocks: number;
  readonly whatIfClocks: number;
  readonly breached: number;
  readonly whatIfBreached: number;
  /** Clocks that are breached only under the other policies, and only in the log. */
  readonly gained: number;
  readonly lost: number;
  /** Clocks whose targets, due times, warnings, pauses or outcomes differ. */
  readonly different: number;
}

export const NO_CLOCKS: ClockFigures = {
  clocks: 0,
  whatIfClocks: 0,
  breached: 0,
  whatIfBreached: 0,
  gained: 0,
  lost: 0,
  different: 0,
};

/** The names of all figures. */
export const FIGURE_NAMES = [
  'clocks',
  'whatIfClocks',
  'breached',
  'whatIfBreached',
  'gained',
  'lost',
  'different',
] as const satisfies readonly (keyof ClockFigures)[];

/** The figures of one clock. */
export const figuresOf = ({ recorded, whatIf, change, same }: ClockComparison): ClockFigures => ({
  clocks: recorded ? 1 : 0,
  whatIfClocks: whatIf ? 1 : 0,
  breached: recorded?.breached ? 1 : 0,
  whatIfBreached: whatIf?.breached ? 1 : 0,
  gained: change === 'gained' ? 1 : 0,
  lost: change === 'lost' ? 1 : 0,
  different: same ? 0 : 1,
});
