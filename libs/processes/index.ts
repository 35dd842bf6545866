export * from './appointments/index.js';
export * from './attachments/sweep.js';
export * from './live-support/index.js';
export * from './mails/index.js';
export * from './webhooks/index.js';
