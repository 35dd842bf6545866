export type { SubjectRef } from '@ledgerdesk/events';
export * from './box.js';
export * from './errors.js';
export { MasterKeys, type MasterKeySource } from './master-keys.js';
export * from './port.js';
