export { clientConfig } from './client-config.js';
export * from './config.js';
export { ConnectionPool } from './connection-pool.js';
export { openDatabase } from './database.js';
export * from './errors.js';
export { openLeaderLock } from './leader-lock.js';
export type { Session } from './session.js';
export { type DatabaseObject, migratedSteps, schemaOfDatabase } from './schema-objects.js';
