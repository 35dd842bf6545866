import type { WebhookEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';

/** A webhook of a service. */
export interface Webhook {
  readonly webhookId: string;
  readonly owner: string;
  readonly url: string;
  /** Event types to deliver; an empty list means all. */
  readonly types: readonly string[];
  /** Number of the current secret, from 1. The previous one stays valid for a while after `rotatedAt`. */
  readonly generation: number;
  readonly rotatedAt: Instant | null;
  /** Why deliveries stopped; null while active. */
  readonly removed: 'removed' | 'gone' | null;
}

/** Returns the webhook after an event; undefined before its registration. */
export const evolve = (webhook: Webhook | undefined, event: WebhookEvent, occurredAt: Instant): Webhook | undefined => {
  if (event.type === 'WebhookRegistered') return { ...event.data, generation: 1, rotatedAt: null, removed: null };
  if (!webhook) return webhook;
  switch (event.type) {
    case 'WebhookSecretRotated':
      return { ...webhook, generation: event.data.generation, rotatedAt: occurredAt };
    case 'WebhookReplayRequested':
      return webhook;
    case 'WebhookRemoved':
      return { ...webhook, removed: event.data.reason };
  }
};

/** Returns true if the webhook receives events of this type. Events about webhooks are never delivered. */
export const subscribesTo = ({ types, removed }: Webhook, type: string): boolean =>
  removed === null && !type.startsWith('Webhook') && (types.length === 0 || types.includes(type));
