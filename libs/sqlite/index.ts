export * from './dialect.js';
export * from './errors.js';
export * from './file.js';
