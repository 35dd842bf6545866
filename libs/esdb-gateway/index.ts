export { openGatewayServer, type GatewayOptions, type GatewayServer } from './server/gateway-server.js';
