export * from './hash-chunks.js';
export * from './port.js';
export * from './verified.js';
export { newFileKey, SealedFileDamaged, sealedBytesOf } from './sealed-format.js';
export * from './sealed-attachments.js';
