export * from './channel.js';
export * from './delivery.js';
export * from './process.js';
export * from './secrets.js';
