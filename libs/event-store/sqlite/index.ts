export { openSqliteEventStore, openSqliteLog, type SqliteLogOptions, type SqliteStoreOptions } from './open.js';
export type { SqliteEventStore } from './sqlite-event-store.js';
export type { SqliteLog } from './sqlite-log.js';
