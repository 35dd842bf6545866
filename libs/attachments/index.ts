export * from './hash-chunks.js';
export * from './is-altered.js';
export * from './port.js';
export * from './verified.js';
export * from './sealed-attachments.js';
