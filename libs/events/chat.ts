import type { Instant } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';
import { LOST_RIGHTS, type ServedLanguage, type SupportTerms } from './value-types.js';

interface ChatKey {
  chatId: string;
  teamId: string;
  requesterId: string;
}
/** Fields that projections count by. */
interface CountedKey extends ChatKey {
  product: string;
  issueType: string;
}
interface Running {
  /** When the chat ends automatically unless a message arrives first. */
  endsAt: Instant;
}

/** How a chat ended. The engine ends it with `idle`, `nobody-joined`, or because its requester lost the right to it. */
export const CHAT_ENDINGS = ['requester', 'agent', 'idle', 'nobody-joined', ...LOST_RIGHTS] as const;
export type ChatEnding = (typeof CHAT_ENDINGS)[number];

/** R6: a requester starts a chat and waits for an agent. `message` is the first message. */
export type ChatStarted = EventOf<
  'ChatStarted',
  CountedKey &
    Running & {
      message: string;
      language: string;
      servedLanguage: ServedLanguage;
      terms: SupportTerms;
      /** Time zone of the hours of standard support (L7); null with premium terms. */
      timeZone: string | null;
    }
>;
export type ChatJoined = EventOf<'ChatJoined', ChatKey & Running & { agentId: string; engagementId: string }>;
/** `agentId` is null for a message of the requester. */
export type ChatMessagePosted = EventOf<
  'ChatMessagePosted',
  ChatKey & Running & { agentId: string | null; body: string }
>;
/** The agent was released; the chat returns to its position in the queue. */
export type ChatReturned = EventOf<'ChatReturned', ChatKey & Running & { agentId: string; engagementId: string }>;
/**
 * `agentId` and `engagementId` are null if no agent was in the chat. The transcript becomes the ticket; `ticketId` is
 * null if there is none, because the requester is no longer a member of the team (E2).
 */
export type ChatEnded = EventOf<
  'ChatEnded',
  CountedKey & { reason: ChatEnding; agentId: string | null; engagementId: string | null; ticketId: string | null }
>;
/** L4: the Japanese desk closed while the chat waited. It keeps its position and is served in English. */
export type ChatLanguageChanged = EventOf<'ChatLanguageChanged', ChatKey & { servedLanguage: ServedLanguage }>;
export type ChatEvent = ChatStarted | ChatJoined | ChatMessagePosted | ChatReturned | ChatEnded | ChatLanguageChanged;

const key = { chatId: 'ch-1', teamId: 'acme', requesterId: 'aiko' };
const counted = { ...key, product: 'dropbox', issueType: 'sync_upload' };
const engaged = { agentId: 'kenji', engagementId: 'e-1' };
const endsAt = '2026-11-27T07:45:00.000Z';

/** In version 1 a chat needed an add-on. */
const withPremiumTerms: Upcaster = (data) => ({ ...data, terms: 'premium', timeZone: null });
/** In version 1 every chat named a ticket. */
const unchanged: Upcaster = (data) => ({ ...data });

export const chatEvents = [
  defineEvent<ChatStarted>('ChatStarted', {
    version: 2,
    upcasters: [withPremiumTerms],
    personal: ['message'],
    sample: {
      ...counted,
      message: 'Nothing has synced since this morning.',
      language: 'ja',
      servedLanguage: 'ja',
      endsAt,
      terms: 'standard',
      timeZone: 'Asia/Tokyo',
    },
  }),
  defineEvent<ChatJoined>('ChatJoined', { sample: { ...key, ...engaged, endsAt } }),
  defineEvent<ChatMessagePosted>('ChatMessagePosted', {
    personal: ['body'],
    sample: { ...key, agentId: 'kenji', body: 'Which machine is it?', endsAt },
  }),
  defineEvent<ChatReturned>('ChatReturned', { sample: { ...key, ...engaged, endsAt } }),
  defineEvent<ChatEnded>('ChatEnded', {
    version: 2,
    upcasters: [unchanged],
    sample: { ...counted, ...engaged, reason: 'agent', ticketId: 'ch-1' },
  }),
  defineEvent<ChatLanguageChanged>('ChatLanguageChanged', { sample: { ...key, servedLanguage: 'en' } }),
];
