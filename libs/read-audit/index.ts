export * from './errors.js';
export * from './port.js';
export * from './record.js';
export * from './check-tree.js';
export * from './checkpoint-keys.js';
