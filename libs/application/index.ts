export * from './application.module.js';
export * from './response-clock-reader.js';
export * from './command-messages.js';
export * from './timer-message.js';
export * from './engagements.js';
export * from './envelope.js';
export * from './execute-or-throw.js';
export {
  CommandExecutor,
  type CommandOutcome,
  type CommandResult,
  idempotencyKeyReused,
  MAX_STREAM_EVENTS,
} from './command-executor.js';
export * from './live-tickets/live-tickets.js';
export * from './member-access.js';
export type { Precondition } from './precondition.js';
export * from './programme-reader.js';
export * from './quotes.js';
export * from './removals.js';
export type { RunningReplays } from './running-replays.js';
export * from './engine-clock.js';
export { NoOpMemory, rememberedSince, repeatableCommand } from './no-op-memory.js';
export { combinePolicies, parseTaxonomy } from './policies/compose-policies.js';
export { changedPolicies, PolicyChanged, PolicyRecord } from './policies/policy-record.js';
export * from './policies/policy-timeline.js';
export type { PolicyText } from './policies/policy-texts.js';
export { type PolicySource, policyVersion, policyVersions } from './policies/policy-versions.js';
export { withRecordedTexts } from './policies/recorded-policies.js';
export { type GivenPolicies, replacePolicies } from './policies/replace-policies.js';
export { TrackedPolicies } from './policies/tracked-policies.js';
export { PolicyFileError } from './policies/validate.js';
export * from './injection-tokens.js';
export { GRACE_MS } from './stream-views.js';
export * from './seat-charges.js';
export * from './seat-quotes.js';
export * from './ticket-merges.js';
export * from './upload-signer.js';
export { ViewedLog } from './viewed-log.js';
export { within } from './within.js';
