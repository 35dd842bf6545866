export * from './disk-fault.js';
export * from './durable-file.js';
export * from './modes.js';
export * from './private-access.js';
