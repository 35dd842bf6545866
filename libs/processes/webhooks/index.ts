export * from './channel.js';
export * from './delivery.js';
export * from './process.js';
export * from './replays.js';
export * from './secrets.js';
