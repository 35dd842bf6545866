export { sqliteAdapter } from './adapter.js';
export { openSqliteEventStore, openSqliteLog } from './open.js';
export { restoreSqliteLog } from './restore.js';
