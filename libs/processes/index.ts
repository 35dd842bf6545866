export * from './mails/index.js';
export * from './webhooks/index.js';
