export { openGatewayServer, type GatewayOptions, type GatewayServer } from './server.js';
