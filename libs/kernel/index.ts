export * from './actor.js';
export * from './clock.js';
export * from './decider.js';
export * from './event.js';
export * from './instant.js';
export * from './projection.js';
export * from './refusal.js';
export * from './signal.js';
