export * from './columns.js';
export * from './errors.js';
export * from './port.js';
