export { eventStoreDbAdapter } from './adapter.js';
export { UnusableConnection } from './connection.js';
export { openEventStoreDb } from './open.js';
