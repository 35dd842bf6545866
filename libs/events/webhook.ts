import { defineEvent, type EventOf } from './definition.js';

interface WebhookKey {
  /** Id of the webhook. */
  webhookId: string;
}

/** A service registered a webhook. */
export type WebhookRegistered = EventOf<
  'WebhookRegistered',
  WebhookKey & {
    /** The service that registered the webhook. */
    owner: string;
    /** URL that events are posted to. The query is never shown. */
    url: string;
    /** Event types to deliver; an empty list means all. */
    types: readonly string[];
    /** Teams whose events are delivered; null means all, and events of no team. */
    teams: readonly string[] | null;
  }
>;
/** A webhook was changed: it sends the events of these types and teams to this URL from now on. */
export type WebhookChanged = EventOf<
  'WebhookChanged',
  WebhookKey & {
    /** URL that events are posted to. The query is never shown. */
    url: string;
    /** Event types to deliver; an empty list means all. */
    types: readonly string[];
    /** Teams whose events are delivered; null means all, and events of no team. */
    teams: readonly string[] | null;
  }
>;
/** A webhook was paused: it receives nothing, and no event recorded from now on, until it resumes. */
export type WebhookPaused = EventOf<'WebhookPaused', WebhookKey>;
/** A paused webhook was resumed. */
export type WebhookResumed = EventOf<'WebhookResumed', WebhookKey>;
/** The secret of a webhook was rotated: the new one signs deliveries from now on. */
export type WebhookSecretRotated = EventOf<
  'WebhookSecretRotated',
  WebhookKey & {
    /**
     * Number of the secret, from 1.
     * @asType integer
     */
    generation: number;
  }
>;
/** A replay was requested: the events after a position and before this event are sent again. */
export type WebhookReplayRequested = EventOf<
  'WebhookReplayRequested',
  WebhookKey & {
    /** Position after which events are sent again. */
    after: string;
  }
>;
/** A webhook was removed. */
export type WebhookRemoved = EventOf<
  'WebhookRemoved',
  WebhookKey & {
    /** `removed`: by its owner. `gone`: the receiver responded with 410. */
    reason: 'removed' | 'gone';
  }
>;
export type WebhookEvent =
  | WebhookRegistered
  | WebhookChanged
  | WebhookPaused
  | WebhookResumed
  | WebhookSecretRotated
  | WebhookReplayRequested
  | WebhookRemoved;

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
  defineEvent<WebhookChanged>('WebhookChanged', {
    secretQuery: ['url'],
    sample: { ...key, url: 'https://console.example/events', types: [], teams: ['acme', 'globex'] },
  }),
  defineEvent<WebhookPaused>('WebhookPaused', { sample: key }),
  defineEvent<WebhookResumed>('WebhookResumed', { sample: key }),
  defineEvent<WebhookSecretRotated>('WebhookSecretRotated', { sample: { ...key, generation: 2 } }),
  defineEvent<WebhookReplayRequested>('WebhookReplayRequested', { sample: { ...key, after: '120' } }),
  defineEvent<WebhookRemoved>('WebhookRemoved', { sample: { ...key, reason: 'removed' } }),
];
