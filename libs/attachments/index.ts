export * from './hashed.js';
export * from './port.js';
