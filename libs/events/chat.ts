import type { Instant } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';
import { LOST_RIGHTS, type LostRight, type ServedLanguage, type SupportTerms } from './value-types.js';

interface ChatKey {
  /** Id of the chat. */
  chatId: string;
  /** Id of the requester's team. */
  teamId: string;
  /** Id of the member who requests support. */
  requesterId: string;
}
/** Fields that projections count by. */
interface CountedKey extends ChatKey {
  /** Product that the chat is about. */
  product: string;
  /** Issue type, by its name in the taxonomy. */
  issueType: string;
}
interface Running {
  /** When the chat ends automatically unless a message arrives first. */
  endsAt: Instant;
}

/** How a chat ended. The engine ends it with `idle`, `nobody-joined`, or because its requester lost the right to it. */
export type ChatEnding = 'requester' | 'agent' | 'idle' | 'nobody-joined' | LostRight;
export const CHAT_ENDINGS = [
  'requester',
  'agent',
  'idle',
  'nobody-joined',
  ...LOST_RIGHTS,
] as const satisfies readonly ChatEnding[];

/** R6: a requester started a chat and waits for an agent. */
export type ChatStarted = EventOf<
  'ChatStarted',
  CountedKey &
    Running & {
      /** First message of the requester. */
      message: string;
      /** Language of the request, as a BCP 47 tag. */
      language: string;
      /** Language in which support replies. */
      servedLanguage: ServedLanguage;
      /** Terms of the chat (L7). */
      terms: SupportTerms;
      /** Time zone of the hours of standard support (L7); null with premium terms. */
      timeZone: string | null;
    }
>;
/** An agent joined the chat. */
export type ChatJoined = EventOf<
  'ChatJoined',
  ChatKey &
    Running & {
      /** Id of the agent who joined. */
      agentId: string;
      /** The engagement in the agent's stream. */
      engagementId: string;
    }
>;
/** The requester or the agent wrote a message. */
export type ChatMessagePosted = EventOf<
  'ChatMessagePosted',
  ChatKey &
    Running & {
      /** Id of the agent who wrote the message. Null: the requester did. */
      agentId: string | null;
      /** Text of the message. */
      body: string;
    }
>;
/** The agent was released; the chat returns to its position in the queue. */
export type ChatReturned = EventOf<
  'ChatReturned',
  ChatKey &
    Running & {
      /** Id of the agent who was released. */
      agentId: string;
      /** The engagement in the agent's stream. */
      engagementId: string;
    }
>;
/** The agent has handed the chat over, to another agent or to the front of its queue. */
export type ChatTransferred = EventOf<
  'ChatTransferred',
  ChatKey &
    Running & {
      /** Id of the agent who handed the chat over. */
      agentId: string;
      /** The engagement in that agent's stream. Null: none. */
      engagementId: string | null;
      /** Id of the agent who is in the chat from now on. Null: it waits at the front of its queue. */
      toAgentId: string | null;
      /** The engagement in the stream of that agent. Null: none. */
      toEngagementId: string | null;
    }
>;
/** The chat ended. Its transcript becomes a ticket. */
export type ChatEnded = EventOf<
  'ChatEnded',
  CountedKey & {
    /** How the chat ended. */
    reason: ChatEnding;
    /** Id of the agent in the chat. Null: none. */
    agentId: string | null;
    /** The engagement of that agent. Null: none. */
    engagementId: string | null;
    /**
     * Id of the ticket that the transcript becomes. Null: the requester is no longer a member of the team (E2).
     */
    ticketId: string | null;
  }
>;
/** L4: the Japanese desk closed while the chat waited. It keeps its position and is served in English. */
export type ChatLanguageChanged = EventOf<
  'ChatLanguageChanged',
  ChatKey & {
    /** Language in which support replies from now on. */
    servedLanguage: ServedLanguage;
  }
>;
/** The messages of a chat were erased with its requester. The chat ended before. */
export type ChatErased = EventOf<'ChatErased', ChatKey>;
export type ChatEvent =
  | ChatStarted
  | ChatJoined
  | ChatMessagePosted
  | ChatReturned
  | ChatTransferred
  | ChatEnded
  | ChatLanguageChanged
  | ChatErased;

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
    subject: { kind: 'member', field: 'requesterId' },
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
    subject: { kind: 'member', field: 'requesterId' },
    sample: { ...key, agentId: 'kenji', body: 'Which machine is it?', endsAt },
  }),
  defineEvent<ChatReturned>('ChatReturned', { sample: { ...key, ...engaged, endsAt } }),
  defineEvent<ChatTransferred>('ChatTransferred', {
    sample: { ...key, ...engaged, toAgentId: 'yuki', toEngagementId: 'e-2', endsAt },
  }),
  defineEvent<ChatEnded>('ChatEnded', {
    version: 2,
    upcasters: [unchanged],
    sample: { ...counted, ...engaged, reason: 'agent', ticketId: 'ch-1' },
  }),
  defineEvent<ChatLanguageChanged>('ChatLanguageChanged', { sample: { ...key, servedLanguage: 'en' } }),
  defineEvent<ChatErased>('ChatErased', { sample: key }),
];
