import type { Instant } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';
import { LOST_RIGHTS, type LostRight, type ServedLanguage, type SupportTerms } from './value-types.js';

interface CallbackKey {
  /** Id of the callback. */
  callbackId: string;
  /** Id of the requester's team. */
  teamId: string;
  /** Id of the member who requests support. */
  requesterId: string;
  /** Product that the callback is about. */
  product: string;
}
/** Why a callback was cancelled: by its requester, or because the requester lost the right to it (E2). */
export type CallbackCancellation = 'requester' | LostRight;
export const CALLBACK_CANCELLATIONS = ['requester', ...LOST_RIGHTS] as const satisfies readonly CallbackCancellation[];

interface ByAgent extends CallbackKey {
  /** Id of the agent. */
  agentId: string;
  /** The engagement in the agent's stream; null in events from before engagements existed. */
  engagementId: string | null;
}

/** A requester requested a callback (K1). */
export type CallbackRequested = EventOf<
  'CallbackRequested',
  CallbackKey & {
    /** Phone number to call, in E.164 format (K2). */
    phone: string;
    /** Reason that the requester gave (K1). Null: none. */
    reason: string | null;
    /** Language of the request, or else the member's language when the callback was requested. */
    language: string;
    /** Language in which support calls. */
    servedLanguage: ServedLanguage;
    /** Ticket that the callback is about. Null: none. */
    ticketId: string | null;
    /** Issue type, by its name in the taxonomy (D4). Null: none was named. */
    issueType: string | null;
    /** Terms of the callback (L7). */
    terms: SupportTerms;
    /** Time zone of the hours of standard support (L7); null with premium terms. */
    timeZone: string | null;
  }
>;
/** An agent took the callback, to call the requester. */
export type CallbackTaken = EventOf<'CallbackTaken', ByAgent>;
/** The agent reached the requester and completed the callback. */
export type CallbackCompleted = EventOf<'CallbackCompleted', ByAgent>;
/** The call was unanswered; the callback returns to its position in the queue (K4). */
export type CallbackUnanswered = EventOf<
  'CallbackUnanswered',
  ByAgent & {
    /**
     * Number of calls so far.
     * @asType integer
     */
    attempts: number;
    /** When the next call is possible. Null: at once, or it is not called again. */
    retryAt: Instant | null;
  }
>;
/** The agent was released before the call; the callback returns to its position in the queue. */
export type CallbackReturned = EventOf<'CallbackReturned', ByAgent>;
/** The agent has handed the callback over, to another agent or to the front of its queue. */
export type CallbackTransferred = EventOf<
  'CallbackTransferred',
  ByAgent & {
    /** Id of the agent who has taken it from now on. Null: it waits at the front of its queue. */
    toAgentId: string | null;
    /** The engagement in the stream of that agent. Null: none. */
    toEngagementId: string | null;
  }
>;
/** All attempts that the policy allows went unanswered; the request continues as a ticket. */
export type CallbackGivenUp = EventOf<
  'CallbackGivenUp',
  CallbackKey & {
    /**
     * Number of calls.
     * @asType integer
     */
    attempts: number;
    /** Id of the ticket that the request continues as. */
    ticketId: string;
  }
>;
/** The callback was cancelled. */
export type CallbackCancelled = EventOf<
  'CallbackCancelled',
  CallbackKey & {
    /** Why the callback was cancelled. */
    reason: CallbackCancellation;
    /** Id of the agent who had taken it. Null: it waited. */
    agentId: string | null;
    /** The engagement of that agent. Null: it waited. */
    engagementId: string | null;
  }
>;
/** L4: the Japanese desk closed while the callback waited. It keeps its position and is served in English. */
export type CallbackLanguageChanged = EventOf<
  'CallbackLanguageChanged',
  CallbackKey & {
    /** Language in which support calls from now on. */
    servedLanguage: ServedLanguage;
  }
>;
/** The phone number and the reason of a callback were erased with its requester. The callback was over before. */
export type CallbackErased = EventOf<'CallbackErased', CallbackKey>;
export type CallbackEvent =
  | CallbackRequested
  | CallbackTaken
  | CallbackCompleted
  | CallbackUnanswered
  | CallbackReturned
  | CallbackTransferred
  | CallbackGivenUp
  | CallbackCancelled
  | CallbackLanguageChanged
  | CallbackErased;

const key = { callbackId: 'c-1', teamId: 'acme', requesterId: 'aiko', product: 'dropbox' };
const byAgent = { ...key, agentId: 'kenji', engagementId: 'e-1' };

const unengaged: Upcaster = (data) => ({ ...data, engagementId: null });
const engaging = { version: 2, upcasters: [unengaged] };
/** In version 1 every callback had a reason. */
const unchanged: Upcaster = (data) => ({ ...data });
/** Before version 3 a callback had no issue type, and needed an add-on. */
const withPremiumTerms: Upcaster = (data) => ({ ...data, issueType: null, terms: 'premium', timeZone: null });
/** Before version 3 the next attempt could follow at once. */
const withoutPause: Upcaster = (data) => ({ ...data, retryAt: null });
/** In version 1 only requesters cancelled, while the callback waited. */
const cancelledByRequester: Upcaster = (data) => ({ ...data, reason: 'requester', agentId: null, engagementId: null });

export const callbackEvents = [
  defineEvent<CallbackRequested>('CallbackRequested', {
    version: 3,
    upcasters: [unchanged, withPremiumTerms],
    personal: ['phone', 'reason'],
    subject: { kind: 'member', field: 'requesterId' },
    sample: {
      ...key,
      phone: '+81312345678',
      reason: 'Nobody can sign in.',
      language: 'ja',
      servedLanguage: 'ja',
      ticketId: 't-1',
      issueType: 'signin_access',
      terms: 'standard',
      timeZone: 'Asia/Tokyo',
    },
  }),
  defineEvent<CallbackTaken>('CallbackTaken', { ...engaging, sample: byAgent }),
  defineEvent<CallbackCompleted>('CallbackCompleted', { ...engaging, sample: byAgent }),
  defineEvent<CallbackUnanswered>('CallbackUnanswered', {
    version: 3,
    upcasters: [unengaged, withoutPause],
    sample: { ...byAgent, attempts: 1, retryAt: '2026-11-27T07:40:00.000Z' },
  }),
  defineEvent<CallbackReturned>('CallbackReturned', { sample: byAgent }),
  defineEvent<CallbackTransferred>('CallbackTransferred', {
    sample: { ...byAgent, toAgentId: 'yuki', toEngagementId: 'e-2' },
  }),
  defineEvent<CallbackGivenUp>('CallbackGivenUp', { sample: { ...key, attempts: 3, ticketId: 'c-1' } }),
  defineEvent<CallbackCancelled>('CallbackCancelled', {
    version: 2,
    upcasters: [cancelledByRequester],
    sample: { ...byAgent, reason: 'member-deactivated' },
  }),
  defineEvent<CallbackLanguageChanged>('CallbackLanguageChanged', { sample: { ...key, servedLanguage: 'en' } }),
  defineEvent<CallbackErased>('CallbackErased', { sample: key }),
];
