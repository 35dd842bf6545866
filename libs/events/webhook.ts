import { defineEvent, type EventOf } from './definition.js';

interface WebhookKey {
  webhookId: string;
}

export type WebhookRegistered = EventOf<
  'WebhookRegistered',
  WebhookKey & {
    /** The service that registered the webhook. */
    owner: string;
    url: string;
    /** Event types to deliver; an empty list means all. */
    types: readonly string[];
    /** Teams whose events are delivered; null means all, and events of no team. */
    teams: readonly string[] | null;
  }
>;
/** The secret of this generation signs deliveries from now on. */
export type WebhookSecretRotated = EventOf<'WebhookSecretRotated', WebhookKey & { generation: number }>;
/** Requests redelivery of the events after a position and before this event. */
export type WebhookReplayRequested = EventOf<'WebhookReplayRequested', WebhookKey & { after: string }>;
export type WebhookRemoved = EventOf<'WebhookRemoved', WebhookKey & { reason: 'removed' | 'gone' }>;
export type WebhookEvent = WebhookRegistered | WebhookSecretRotated | WebhookReplayRequested | WebhookRemoved;

const key = { webhookId: 'wh-1' };

export const webhookEvents = [
  // Version 1 delivered the events of every team.
  defineEvent<WebhookRegistered>('WebhookRegistered', {
    version: 2,
    upcasters: [(data) => ({ ...data, teams: null })],
    secretQuery: ['url'],
    sample: {
      ...key,
      owner: 'console',
      url: 'https://console.example/ledgerdesk',
      types: ['TicketOpened'],
      teams: ['acme'],
    },
  }),
  defineEvent<WebhookSecretRotated>('WebhookSecretRotated', { sample: { ...key, generation: 2 } }),
  defineEvent<WebhookReplayRequested>('WebhookReplayRequested', { sample: { ...key, after: '120' } }),
  defineEvent<WebhookRemoved>('WebhookRemoved', { sample: { ...key, reason: 'removed' } }),
];
