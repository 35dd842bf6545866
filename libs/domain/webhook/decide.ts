import type { WebhookEvent, WebhookRegistered } from '@ledgerdesk/events';
import { type Command, type Decider, type Refusal, refuse } from '@ledgerdesk/kernel';
import { evolve, type Webhook } from './state.js';

export type RegisterWebhook = Command & { readonly type: 'RegisterWebhook' } & WebhookRegistered['data'];
/** A command of the service that owns the webhook. */
interface ByOwner extends Command {
  readonly owner: string;
}
export interface RotateWebhookSecret extends ByOwner {
  readonly type: 'RotateWebhookSecret';
}
export interface ReplayWebhook extends ByOwner {
  readonly type: 'ReplayWebhook';
  readonly after: string;
}
export interface RemoveWebhook extends ByOwner {
  readonly type: 'RemoveWebhook';
}
/** The receiver answered 410 Gone. */
export interface RecordWebhookGone extends Command {
  readonly type: 'RecordWebhookGone';
}
export type WebhookCommand = RegisterWebhook | RotateWebhookSecret | ReplayWebhook | RemoveWebhook | RecordWebhookGone;

export interface WebhookFacts {
  readonly knownTypes: readonly string[];
}

type Decision = readonly WebhookEvent[] | Refusal;

const noWebhook = refuse('not-found', 'webhook-not-found', 'There is no such webhook of yours.');

/** Only what a request can be sent to, and nothing in it that would end up in the log as a secret. */
const badUrl = (url: string): Refusal | undefined => {
  if (!URL.canParse(url)) return refuse('invalid', 'webhook-url-invalid', 'The address is no URL.');
  const { protocol, username, password } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:')
    return refuse('invalid', 'webhook-url-invalid', 'A webhook takes an http or https address.');
  return username === '' && password === ''
    ? undefined
    : refuse('invalid', 'webhook-url-invalid', 'Leave user and password out of the address: requests are signed.');
};

const register = (
  { type: _, at: __, ...data }: RegisterWebhook,
  webhook: Webhook | undefined,
  { knownTypes }: WebhookFacts,
): Decision => {
  if (webhook) return refuse('conflict', 'webhook-exists', `The webhook ${data.webhookId} exists already.`);
  const unknown = data.types.find((type) => !knownTypes.includes(type));
  if (unknown !== undefined)
    return refuse('invalid', 'unknown-event-type', `There are no events of the type '${unknown}'.`);
  return badUrl(data.url) ?? [{ type: 'WebhookRegistered', data }];
};

const change = (
  command: RotateWebhookSecret | ReplayWebhook | RemoveWebhook,
  { webhookId, generation }: Webhook,
): Decision => {
  switch (command.type) {
    case 'RotateWebhookSecret':
      return [{ type: 'WebhookSecretRotated', data: { webhookId, generation: generation + 1 } }];
    case 'ReplayWebhook':
      return [{ type: 'WebhookReplayRequested', data: { webhookId, after: command.after } }];
    case 'RemoveWebhook':
      return [{ type: 'WebhookRemoved', data: { webhookId, reason: 'removed' } }];
  }
};

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
    return webhook.removed ? [] : change(command, webhook);
  },
};
