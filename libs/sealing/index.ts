export type { SubjectRef } from '@ledgerdesk/events';
export * from './box.js';
export * from './errors.js';
export * from './port.js';
