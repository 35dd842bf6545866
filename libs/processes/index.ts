export * from './live-support/index.js';
export * from './webhooks/index.js';
