export * from './port.js';
export * from './ticket-viewers.js';
