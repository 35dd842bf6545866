export * from './append-rules.js';
export * from './codec.js';
export * from './errors.js';
export * from './last-recorded.js';
export * from './port.js';
