export { openGatewayServer, type GatewayOptions, type GatewayServer } from './server/gateway-server.js';
export { moveSubscription, subscriptionCheckpoints } from './persistent/subscription-checkpoints.js';
