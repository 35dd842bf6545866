export { ApiProblem, NoResponse, type Problem } from './api-problem.js';
export {
  type Answer,
  type CommandOptions,
  createClient,
  type KnownState,
  LedgerdeskClient,
  type RequestOptions,
} from './client.js';
export { type FollowOptions, StreamClosed } from './event-stream.js';
export type { Change, ChatUpdate, DeskChange, Presence, Reset, ServerSentEvent, StreamEvents } from './event-types.js';
export type { ItemOf, ListRoute, Operation, ResponseOf, Schemas } from './operations.js';
export type { PagingOptions } from './paging.js';
export type { RetryPolicy } from './retry.js';
export { NoToken, type Token } from './token-source.js';
export type { ClientOptions } from './transport.js';
export {
  type VerifiedWebhook,
  verifyWebhook,
  type WebhookEvent,
  type WebhookFault,
  WebhookRefused,
  type WebhookRequest,
  type WebhookTrust,
} from './webhook.js';
