import type { WebhookEvent } from '@ledgerdesk/events';
import type { DomainEvent, Instant } from '@ledgerdesk/kernel';

/** A webhook of a service. */
export interface Webhook {
  readonly webhookId: string;
  readonly owner: string;
  readonly url: string;
  /** Event types to deliver; an empty list means all. */
  readonly types: readonly string[];
  /** Teams whose events are delivered; null means all, and events of no team. */
  readonly teams: readonly string[] | null;
  /** Number of the current secret, from 1. The previous one stays valid for a while after `rotatedAt`. */
  readonly generation: number;
  readonly rotatedAt: Instant | null;
  /** Since when the webhook receives nothing, until it resumes; null if it is not paused. */
  readonly pausedAt: Instant | null;
  /** Why deliveries stopped; null while active. */
  readonly removed: 'removed' | 'gone' | null;
}

/** Returns the webhook after an event; undefined before its registration. */
export const evolve = (webhook: Webhook | undefined, event: WebhookEvent, occurredAt: Instant): Webhook | undefined => {
  if (event.type === 'WebhookRegistered')
    return { ...event.data, generation: 1, rotatedAt: null, pausedAt: null, removed: null };
  if (!webhook) return webhook;
  switch (event.type) {
    case 'WebhookChanged':
      return { ...webhook, ...event.data };
    case 'WebhookPaused':
      return { ...webhook, pausedAt: occurredAt };
    case 'WebhookResumed':
      return { ...webhook, pausedAt: null };
    case 'WebhookSecretRotated':
      return { ...webhook, generation: event.data.generation, rotatedAt: occurredAt };
    case 'WebhookReplayRequested':
      return webhook;
    case 'WebhookRemoved':
      return { ...webhook, removed: event.data.reason };
  }
};

const teamOf = (data: object): unknown => ('teamId' in data ? data.teamId : undefined);

/**
 * Returns true if the webhook receives an event: by its type, and by its team. Never an event about webhooks, and none
 * while it is paused.
 */
export const subscribesTo = ({ types, teams, pausedAt, removed }: Webhook, { type, data }: DomainEvent): boolean =>
  removed === null &&
  pausedAt === null &&
  !type.startsWith('Webhook') &&
  (types.length === 0 || types.includes(type)) &&
  (teams === null || teams.some((team) => team === teamOf(data)));
