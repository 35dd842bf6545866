export * from './columns.js';
export * from './counts.js';
export * from './errors.js';
export * from './grams.js';
export * from './in-memory.js';
export { predicateOf } from './in-memory-conditions.js';
export type { AnsweredQuestion, NamedQuery, ReportFactRules } from './named-query.js';
export * from './port.js';
