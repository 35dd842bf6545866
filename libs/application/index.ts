export * from './application.module.js';
export * from './clock-reader.js';
export * from './commands.js';
export * from './timer-commands.js';
export * from './engagements.js';
export * from './envelope.js';
export {
  CommandExecutor,
  type CommandResult,
  keyReused,
  MAX_STREAM_EVENTS,
  type CommandOutcome,
  versionsOf,
} from './executor.js';
export * from './member-access.js';
export * from './programme-reader.js';
export * from './quotes.js';
export * from './recorder.js';
export { type PolicyFiles, taxonomyFrom } from './policies/load.js';
export * from './policies/policy-timeline.js';
export { PolicyFileError } from './policies/checked.js';
export * from './tokens.js';
export * from './uploads.js';
