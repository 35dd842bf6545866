export { eventStoreDbAdapter } from './adapter.js';
export { UnusableConnection } from './connection-string.js';
export { openEventStoreDb } from './open.js';
