export * from './disposable.js';
export * from './errors.js';
export * from './file.js';
export { openSqliteReadOnly } from './read-only.js';
export * from './schema-objects.js';
