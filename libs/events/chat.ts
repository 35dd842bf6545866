import type { Instant } from '@ledgerdesk/kernel';
import type { ServedLanguage } from './value-types.js';
import { defineEvent, type EventOf } from './definition.js';

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

/** How a chat ended. The engine ends it with `idle` or `nobody-joined`. */
export const CHAT_ENDINGS = ['requester', 'agent', 'idle', 'nobody-joined'] as const;
export type ChatEnding = (typeof CHAT_ENDINGS)[number];

/** R6: a requester starts a chat and waits for an agent. `message` is the first message. */
export type ChatStarted = EventOf<
  'ChatStarted',
  CountedKey & Running & { message: string; language: string; servedLanguage: ServedLanguage }
>;
export type ChatJoined = EventOf<'ChatJoined', ChatKey & Running & { agentId: string; engagementId: string }>;
/** `agentId` is null for a message of the requester. */
export type ChatMessagePosted = EventOf<
  'ChatMessagePosted',
  ChatKey & Running & { agentId: string | null; body: string }
>;
/** The agent was released; the chat returns to its position in the queue. */
export type ChatReturned = EventOf<'ChatReturned', ChatKey & Running & { agentId: string; engagementId: string }>;
/** `agentId` and `engagementId` are null if no agent was in the chat. The transcript becomes the ticket. */
export type ChatEnded = EventOf<
  'ChatEnded',
  CountedKey & { reason: ChatEnding; agentId: string | null; engagementId: string | null; ticketId: string }
>;
export type ChatEvent = ChatStarted | ChatJoined | ChatMessagePosted | ChatReturned | ChatEnded;

const key = { chatId: 'ch-1', teamId: 'acme', requesterId: 'aiko' };
const counted = { ...key, product: 'dropbox', issueType: 'sync_upload' };
const engaged = { agentId: 'kenji', engagementId: 'e-1' };
const endsAt = '2026-11-27T07:45:00.000Z';

export const chatEvents = [
  defineEvent<ChatStarted>('ChatStarted', {
    personal: ['message'],
    sample: {
      ...counted,
      message: 'Nothing has synced since this morning.',
      language: 'ja',
      servedLanguage: 'ja',
      endsAt,
    },
  }),
  defineEvent<ChatJoined>('ChatJoined', { sample: { ...key, ...engaged, endsAt } }),
  defineEvent<ChatMessagePosted>('ChatMessagePosted', {
    personal: ['body'],
    sample: { ...key, agentId: 'kenji', body: 'Which machine is it?', endsAt },
  }),
  defineEvent<ChatReturned>('ChatReturned', { sample: { ...key, ...engaged, endsAt } }),
  defineEvent<ChatEnded>('ChatEnded', { sample: { ...counted, ...engaged, reason: 'agent', ticketId: 'ch-1' } }),
];
