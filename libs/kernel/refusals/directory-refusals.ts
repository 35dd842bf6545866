import type { RefusalDeclaration } from './declaration.js';

/** Refusals of teams, members and webhooks. */
export const DIRECTORY_REFUSALS = {
  'member-exists': {
    reason: 'conflict',
    cause: 'The team has a member with this id.',
    remedy: 'Change the member instead, or use another id.',
  },
  'member-inactive': {
    reason: 'conflict',
    cause: 'The member is deactivated.',
    remedy: 'Reactivate the member first.',
  },
  'member-not-active': {
    reason: 'forbidden',
    cause: 'The caller, or the member for whom it acts, is not an active member of the team.',
    remedy: 'Let an operator add or reactivate the member.',
  },
  'member-not-found': {
    reason: 'not-found',
    cause: 'The team has no such member.',
    remedy: 'Use an id of `GET /v1/teams/{teamId}/members`.',
  },
  'not-for-this-caller': {
    reason: 'forbidden',
    cause: 'The route is not for this kind of caller.',
    remedy: 'Use a token of a kind that the route takes: see [on-behalf-of.md](on-behalf-of.md).',
  },
  'replay-running': {
    reason: 'conflict',
    cause: 'A replay of the webhook is running.',
    remedy: 'Start another when its deliveries have ended.',
  },
  'team-exists': {
    reason: 'conflict',
    cause: 'A team with this id is registered.',
    remedy: 'Change the team instead, or use another id.',
  },
  'team-not-found': {
    reason: 'not-found',
    cause: 'There is no such team, or it is not the team of the caller.',
    remedy: "Use the id of the caller's own team, or one of `GET /v1/teams`.",
  },
  'unknown-event-type': {
    reason: 'invalid',
    cause: 'An event type does not exist, or is not sent to webhooks.',
    remedy: 'Use types of `GET /v1/webhooks/event-types`, or of [events.md](events.md) to read the log.',
  },
  'unknown-period-start': {
    reason: 'invalid',
    cause: '`billing.periodStart` is not an existing date.',
    remedy: 'Send the first day of a billing period as `yyyy-mm-dd`.',
  },
  'unknown-time-zone': {
    reason: 'invalid',
    cause: 'The time zone is not in the time-zone database, or is no geographic one.',
    remedy: 'Use an IANA time zone such as `Asia/Tokyo`.',
  },
  'webhook-exists': {
    reason: 'conflict',
    cause: 'A webhook with this id exists.',
    remedy: 'Send the command with a new `Idempotency-Key`.',
  },
  'webhook-not-found': {
    reason: 'not-found',
    cause: 'There is no such webhook, or it belongs to another service.',
    remedy: 'Use an id of `GET /v1/webhooks`.',
  },
  'webhook-paused': {
    reason: 'conflict',
    cause: 'The webhook is paused and receives nothing.',
    remedy: 'Resume it first: `PATCH` it with `{"paused": false}`.',
  },
  'webhook-url-invalid': {
    reason: 'invalid',
    cause: 'The URL is no absolute http or https URL, has credentials, or is a masked one that was read before.',
    remedy: 'Send the whole URL, without user and password.',
  },
} as const satisfies Readonly<Record<string, RefusalDeclaration>>;
