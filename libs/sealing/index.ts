export type { SubjectRef } from '@ledgerdesk/events';
export * from './box.js';
export * from './errors.js';
export * from './key-unsealer.js';
export { MasterKeys } from './master-keys.js';
export * from './open-contents.js';
export * from './port.js';
export * from './prefixed-hash.js';
export * from './request-hash.js';
export * from './sealer.js';
export { isUnreadable, withoutTexts } from './unreadable.js';
export type { KeyStoreOptions } from './sql-key-store.js';
export {
  formatErasureList,
  InvalidErasureList,
  mergedErasures,
  parseErasureList,
  subjectLabel,
} from './erasure-list.js';
