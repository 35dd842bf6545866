export * from './errors.js';
export * from './port.js';
export * from './record.js';
export * from './check-tree.js';
export * from './checkpoint-keys.js';
export type { RecordedDrop } from './dropped-records.js';
