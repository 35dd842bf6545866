export { openWireServer, type WireOptions, type WireServer } from './server.js';
