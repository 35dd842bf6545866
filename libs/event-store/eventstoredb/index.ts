export { eventStoreDbAdapter } from './adapter.js';
export { APPENDS_IN_FLIGHT } from './append-pipeline.js';
export { UnusableConnection } from './connection-string.js';
export { openEventStoreDb } from './open.js';
