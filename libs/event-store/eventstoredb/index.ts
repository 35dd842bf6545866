export { openEventStoreDb, type EventStoreDbOptions } from './open.js';
export { UnusableConnection } from './connection.js';
