export * from './disk-fault.js';
export * from './durable-file.js';
export * from './file-access.js';
export * from './modes.js';
export * from './owner.js';
export * from './path-kind.js';
export * from './private-access.js';
