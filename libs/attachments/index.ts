export * from './hash-chunks.js';
export * from './port.js';
