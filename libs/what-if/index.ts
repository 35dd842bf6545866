export type { ClockFigures } from './clock-figures.js';
export { DEFAULT_GROUPINGS, MAX_WHAT_IF_GROUPINGS, WHAT_IF_GROUPINGS, type WhatIfGrouping } from './clock-group.js';
export { buffersOf, type FigureColumns } from './figure-cells.js';
export { FigureTable, type GroupedFigures } from './figure-table.js';
export {
  CHANGES,
  type ClockChange,
  type ClockComparison,
  type ClockExplanations,
  type ClockOutcome,
} from './compare-clock.js';
export * from './what-if.js';
