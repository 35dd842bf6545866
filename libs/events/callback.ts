import type { ServedLanguage } from './value-types.js';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';

interface CallbackKey {
  callbackId: string;
  teamId: string;
  requesterId: string;
  product: string;
}
interface ByAgent extends CallbackKey {
  agentId: string;
  /** The engagement in the agent's stream; null in events from before engagements existed. */
  engagementId: string | null;
}

export type CallbackRequested = EventOf<
  'CallbackRequested',
  CallbackKey & {
    /** E.164 (K2). */
    phone: string;
    /** Null if none was given (K1). */
    reason: string | null;
    /** Language of the request, or else the member's language when the callback was requested. */
    language: string;
    servedLanguage: ServedLanguage;
    ticketId: string | null;
  }
>;
export type CallbackTaken = EventOf<'CallbackTaken', ByAgent>;
export type CallbackCompleted = EventOf<'CallbackCompleted', ByAgent>;
/** The call was unanswered; the callback returns to its position in the queue (K4). `attempts` counts all calls. */
export type CallbackUnanswered = EventOf<'CallbackUnanswered', ByAgent & { attempts: number }>;
/** The agent was released before the call; the callback returns to its position in the queue. */
export type CallbackReturned = EventOf<'CallbackReturned', ByAgent>;
/** All attempts that the policy allows went unanswered; the request continues as a ticket. */
export type CallbackGivenUp = EventOf<'CallbackGivenUp', CallbackKey & { attempts: number; ticketId: string }>;
export type CallbackCancelled = EventOf<'CallbackCancelled', CallbackKey>;
export type CallbackEvent =
  | CallbackRequested
  | CallbackTaken
  | CallbackCompleted
  | CallbackUnanswered
  | CallbackReturned
  | CallbackGivenUp
  | CallbackCancelled;

const key = { callbackId: 'c-1', teamId: 'acme', requesterId: 'aiko', product: 'dropbox' };
const byAgent = { ...key, agentId: 'kenji', engagementId: 'e-1' };

const unengaged: Upcaster = (data) => ({ ...data, engagementId: null });
const engaging = { version: 2, upcasters: [unengaged] };
/** In version 1 every callback had a reason. */
const unchanged: Upcaster = (data) => ({ ...data });

export const callbackEvents = [
  defineEvent<CallbackRequested>('CallbackRequested', {
    version: 2,
    upcasters: [unchanged],
    personal: ['phone', 'reason'],
    sample: {
      ...key,
      phone: '+81312345678',
      reason: 'Nobody can sign in.',
      language: 'ja',
      servedLanguage: 'ja',
      ticketId: 't-1',
    },
  }),
  defineEvent<CallbackTaken>('CallbackTaken', { ...engaging, sample: byAgent }),
  defineEvent<CallbackCompleted>('CallbackCompleted', { ...engaging, sample: byAgent }),
  defineEvent<CallbackUnanswered>('CallbackUnanswered', { ...engaging, sample: { ...byAgent, attempts: 1 } }),
  defineEvent<CallbackReturned>('CallbackReturned', { sample: byAgent }),
  defineEvent<CallbackGivenUp>('CallbackGivenUp', { sample: { ...key, attempts: 3, ticketId: 'c-1' } }),
  defineEvent<CallbackCancelled>('CallbackCancelled', { sample: key }),
];
