import type { WebhookEvent, WebhookRegistered } from '@ledgerdesk/events';
import {
  type Command,
  type Decider,
  type Decision,
  hasSameItems,
  isRefusal,
  type Refusal,
  refuse,
} from '@ledgerdesk/kernel';
import { evolve, type Webhook } from './state.js';

/** Registers a webhook of a service. An empty list of types means all; null as `teams`, those of all teams. */
export type RegisterWebhook = Command & { readonly type: 'RegisterWebhook' } & WebhookRegistered['data'];
/** What a webhook receives, and where. */
type Subscription = Pick<WebhookRegistered['data'], 'url' | 'types' | 'teams'>;
/** A command of the service that owns the webhook. */
interface ByOwner extends Command {
  readonly owner: string;
}
/** Changes what a webhook receives, and where; pauses or resumes it. What is absent stays as it is. */
export interface ChangeWebhook extends ByOwner, Partial<Subscription> {
  readonly type: 'ChangeWebhook';
  readonly paused?: boolean | undefined;
}
/** Replaces the secret that signs requests. */
export interface RotateWebhookSecret extends ByOwner {
  readonly type: 'RotateWebhookSecret';
}
/** Requests another delivery of the events after a log position. Refused while another replay runs. */
export interface ReplayWebhook extends ByOwner {
  readonly type: 'ReplayWebhook';
  readonly after: string;
}
/** Stops all deliveries permanently. */
export interface RemoveWebhook extends ByOwner {
  readonly type: 'RemoveWebhook';
}
/** Removes a webhook whose receiver responded with 410 Gone. */
export interface RecordWebhookGone extends Command {
  readonly type: 'RecordWebhookGone';
}
export type WebhookCommand =
  RegisterWebhook | ChangeWebhook | RotateWebhookSecret | ReplayWebhook | RemoveWebhook | RecordWebhookGone;

interface WebhookFacts {
  readonly knownTypes: readonly string[];
  /** Whether deliveries of an earlier replay of the webhook have not ended. */
  readonly isReplaying: boolean;
}

const noWebhook = refuse('not-found', 'webhook-not-found', 'Webhook not found.');

/** In place of the query of a URL that is shown. */
const MASKED_QUERY = '?•••';

/** Accepts http and https URLs only, without credentials, which the log would expose, and not as they are shown. */
const badUrl = (url: string): Refusal | undefined => {
  if (!URL.canParse(url))
    return refuse('invalid', 'webhook-url-invalid', 'The URL is invalid. Use an absolute http or https URL.');
  if (url.endsWith(MASKED_QUERY))
    return refuse(
      'invalid',
      'webhook-url-invalid',
      'The URL has ••• in place of its query. Send it in full, or leave it out to keep it.',
    );
  const { protocol, username, password } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:')
    return refuse('invalid', 'webhook-url-invalid', 'The URL must use http or https.');
  return username === '' && password === ''
    ? undefined
    : refuse(
        'invalid',
        'webhook-url-invalid',
        'The URL must not contain a user or password. Requests are signed instead.',
      );
};

/** Accepts known event types, and URLs as `badUrl` does. */
const badSubscription = ({ url, types }: Subscription, { knownTypes }: WebhookFacts): Refusal | undefined => {
  const unknown = types.find((type) => !knownTypes.includes(type));
  if (unknown !== undefined)
    return refuse('invalid', 'unknown-event-type', `Unknown event type '${unknown}'. Use one of the documented types.`);
  return badUrl(url);
};

const register = (
  { type: _, at: __, ...data }: RegisterWebhook,
  webhook: Webhook | undefined,
  facts: WebhookFacts,
): Decision<WebhookEvent> => {
  if (webhook) return refuse('conflict', 'webhook-exists', `The webhook ${data.webhookId} already exists.`);
  return badSubscription(data, facts) ?? [{ type: 'WebhookRegistered', data }];
};

const isSame = (a: Subscription, b: Subscription): boolean =>
  a.url === b.url &&
  hasSameItems(a.types, b.types) &&
  (a.teams === null || b.teams === null ? a.teams === b.teams : hasSameItems(a.teams, b.teams));

/** The change of what the webhook receives; none if it stays the same. */
const resubscribe = (
  { url, types, teams }: ChangeWebhook,
  webhook: Webhook,
  facts: WebhookFacts,
): readonly WebhookEvent[] | Refusal => {
  const changed = {
    url: url ?? webhook.url,
    types: types ?? webhook.types,
    teams: teams === undefined ? webhook.teams : teams,
  };
  if (isSame(changed, webhook)) return [];
  return (
    badSubscription(changed, facts) ?? [{ type: 'WebhookChanged', data: { webhookId: webhook.webhookId, ...changed } }]
  );
};

const pause = ({ paused }: ChangeWebhook, { webhookId, pausedAt }: Webhook): readonly WebhookEvent[] => {
  if (paused === undefined || paused === (pausedAt !== null)) return [];
  return [{ type: paused ? 'WebhookPaused' : 'WebhookResumed', data: { webhookId } }];
};

const changeSettings = (command: ChangeWebhook, webhook: Webhook, facts: WebhookFacts): Decision<WebhookEvent> => {
  const changes = resubscribe(command, webhook, facts);
  return isRefusal(changes) ? changes : [...changes, ...pause(command, webhook)];
};

const replayRunning = refuse(
  'conflict',
  'replay-running',
  'A replay of this webhook is running. Start another when its deliveries have ended.',
);

/** Refuses to send events again to a paused webhook. */
export const webhookPaused = refuse(
  'conflict',
  'webhook-paused',
  'The webhook is paused and receives nothing. Resume it first: PATCH it with {"paused": false}.',
);

const replay = (
  { after }: ReplayWebhook,
  { webhookId, pausedAt }: Webhook,
  { isReplaying }: WebhookFacts,
): Decision<WebhookEvent> => {
  if (pausedAt !== null) return webhookPaused;
  return isReplaying ? replayRunning : [{ type: 'WebhookReplayRequested', data: { webhookId, after } }];
};

const change = (
  command: ChangeWebhook | RotateWebhookSecret | ReplayWebhook | RemoveWebhook,
  webhook: Webhook,
  facts: WebhookFacts,
): Decision<WebhookEvent> => {
  const { webhookId, generation } = webhook;
  switch (command.type) {
    case 'ChangeWebhook':
      return changeSettings(command, webhook, facts);
    case 'RotateWebhookSecret':
      return [{ type: 'WebhookSecretRotated', data: { webhookId, generation: generation + 1 } }];
    case 'ReplayWebhook':
      return replay(command, webhook, facts);
    case 'RemoveWebhook':
      return [{ type: 'WebhookRemoved', data: { webhookId, reason: 'removed' } }];
  }
};

/** Decides the commands of one webhook. */
export const webhookDecider: Decider<WebhookCommand, WebhookEvent, Webhook | undefined, WebhookFacts> = {
  initial: undefined,
  evolve,
  decide: (command, webhook, facts) => {
    if (command.type === 'RegisterWebhook') return register(command, webhook, facts);
    if (!webhook) return noWebhook;
    if (command.type === 'RecordWebhookGone') {
      return webhook.removed
        ? []
        : [{ type: 'WebhookRemoved', data: { webhookId: webhook.webhookId, reason: 'gone' } }];
    }
    if (webhook.owner !== command.owner || (webhook.removed && command.type !== 'RemoveWebhook')) return noWebhook;
    return webhook.removed ? [] : change(command, webhook, facts);
  },
};
