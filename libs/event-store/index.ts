export type { EventStoreAdapter } from './adapter.js';
export * from './append-decision.js';
export * from './check-append.js';
export * from './codec.js';
export * from './errors.js';
export * from './esdb-format.js';
export * from './last-recorded.js';
export { isLogIdentity, recordLogId } from './log-identity.js';
export * from './port.js';
