export * from './application.module.js';
export * from './response-clock-reader.js';
export * from './command-messages.js';
export * from './timer-message.js';
export * from './engagements.js';
export * from './envelope.js';
export {
  CommandExecutor,
  type CommandResult,
  keyReused,
  MAX_STREAM_EVENTS,
  type CommandOutcome,
} from './command-executor.js';
export * from './member-access.js';
export * from './programme-reader.js';
export * from './quotes.js';
export * from './recorder.js';
export { type PolicyFiles, parseTaxonomy } from './policies/compose-policies.js';
export * from './policies/policy-timeline.js';
export { policyVersions } from './policies/policy-versions.js';
export { PolicyFileError } from './policies/validate.js';
export * from './injection-tokens.js';
export * from './upload-signer.js';
