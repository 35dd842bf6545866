export * from './columns.js';
export * from './errors.js';
export * from './in-memory.js';
export * from './port.js';
