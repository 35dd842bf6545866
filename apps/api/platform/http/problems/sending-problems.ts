import type { ProblemDeclaration } from './problem-declaration.js';

/** Webhooks, their deliveries, and mails. */
export const SENDING_PROBLEMS = {
  'deliveries-waiting': {
    status: 409,
    cause: 'Of this webhook, 1,000 deliveries wait.',
    remedy: 'Retry when some of them have ended, or replay all events after a position.',
  },
  'delivery-not-dead': {
    status: 409,
    cause: 'The delivery is still being tried, or has arrived.',
    remedy: 'Retry only deliveries in the state `dead`.',
  },
  'delivery-not-found': {
    status: 404,
    cause: 'The webhook has no such delivery.',
    remedy: 'Use an id of `GET /v1/webhooks/{webhookId}/deliveries`.',
  },
  'mail-not-dead': {
    status: 409,
    cause: 'The mail is still being tried, or was sent.',
    remedy: 'Retry only mails in the state `dead`.',
  },
  'mail-not-found': {
    status: 404,
    cause: 'There is no such mail.',
    remedy: 'Use an id of `GET /v1/mails`.',
  },
  'test-running': {
    status: 409,
    cause: 'A test of the webhook is running.',
    remedy: 'Retry when its delivery has ended.',
  },
  'too-many-webhooks': {
    status: 409,
    cause: 'The service has as many webhooks as it may.',
    remedy: 'Delete a webhook first, or change one: a webhook can receive all types of events.',
  },
  'webhook-teams-invalid': {
    status: 400,
    cause: '`teams` has `"*"` beside ids of teams.',
    remedy: 'Send either ids or `["*"]`.',
  },
  'webhook-teams-required': {
    status: 400,
    cause: 'The webhook names no teams.',
    remedy: 'Send the teams whose events the webhook receives in `teams`.',
  },
} as const satisfies Readonly<Record<string, ProblemDeclaration>>;
