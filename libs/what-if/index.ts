export * from './clock-figures.js';
export {
  CHANGES,
  type ClockChange,
  type ClockComparison,
  type ClockExplanations,
  type ClockOutcome,
} from './compare-clock.js';
export * from './what-if.js';
