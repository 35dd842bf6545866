export * from './append-rules.js';
export * from './codec.js';
export * from './errors.js';
export { isForeign } from './esdb-format.js';
export * from './last-recorded.js';
export { isLogIdentity } from './log-identity.js';
export * from './port.js';
