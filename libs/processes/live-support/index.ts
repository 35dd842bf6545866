export * from './absence.js';
export * from './engagements.js';
export * from './matching.js';
export * from './silence.js';
export * from './tickets.js';
