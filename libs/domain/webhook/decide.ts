import type { WebhookEvent, WebhookRegistered } from '@ledgerdesk/events';
import { type Command, type Decider, type Decision, type Refusal, refuse } from '@ledgerdesk/kernel';
import { evolve, type Webhook } from './state.js';

/** Registers a webhook of a service. An empty list of types means all; null as `teams`, those of all teams. */
export type RegisterWebhook = Command & { readonly type: 'RegisterWebhook' } & WebhookRegistered['data'];
/** A command of the service that owns the webhook. */
interface ByOwner extends Command {
  readonly owner: string;
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
export type WebhookCommand = RegisterWebhook | RotateWebhookSecret | ReplayWebhook | RemoveWebhook | RecordWebhookGone;

interface WebhookFacts {
  readonly knownTypes: readonly string[];
  /** Whether deliveries of an earlier replay of the webhook have not ended. */
  readonly isReplaying: boolean;
}

const noWebhook = refuse('not-found', 'webhook-not-found', 'Webhook not found.');

/** Accepts http and https URLs only, without credentials, which the log would expose. */
const badUrl = (url: string): Refusal | undefined => {
  if (!URL.canParse(url))
    return refuse('invalid', 'webhook-url-invalid', 'The URL is invalid. Use an absolute http or https URL.');
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

const register = (
  { type: _, at: __, ...data }: RegisterWebhook,
  webhook: Webhook | undefined,
  { knownTypes }: WebhookFacts,
): Decision<WebhookEvent> => {
  if (webhook) return refuse('conflict', 'webhook-exists', `The webhook ${data.webhookId} already exists.`);
  const unknown = data.types.find((type) => !knownTypes.includes(type));
  if (unknown !== undefined)
    return refuse('invalid', 'unknown-event-type', `Unknown event type '${unknown}'. Use one of the documented types.`);
  return badUrl(data.url) ?? [{ type: 'WebhookRegistered', data }];
};

const replayRunning = refuse(
  'conflict',
  'replay-running',
  'A replay of this webhook is running. Start another when its deliveries have ended.',
);

const change = (
  command: RotateWebhookSecret | ReplayWebhook | RemoveWebhook,
  { webhookId, generation }: Webhook,
  { isReplaying }: WebhookFacts,
): Decision<WebhookEvent> => {
  switch (command.type) {
    case 'RotateWebhookSecret':
      return [{ type: 'WebhookSecretRotated', data: { webhookId, generation: generation + 1 } }];
    case 'ReplayWebhook':
      if (isReplaying) return replayRunning;
      return [{ type: 'WebhookReplayRequested', data: { webhookId, after: command.after } }];
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
