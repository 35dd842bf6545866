import type { Chat } from '@ledgerdesk/domain';
import { decode, type StoredEvent } from '@ledgerdesk/event-store';
import { type ChatEnding, isLogged, type LoggedEvent, type ServedLanguage } from '@ledgerdesk/events';
import { isErased, namedAgent, type NamedId, type Names, type OwnChatRow, textOrErased } from '@ledgerdesk/projections';
import type { Wait } from './queue-positions.js';

/** What is shown of a chat besides its messages. */
type ShownChat = Pick<
  Chat,
  | 'chatId'
  | 'status'
  | 'terms'
  | 'product'
  | 'issueType'
  | 'servedLanguage'
  | 'startedAt'
  | 'endsAt'
  | 'agentId'
  | 'ticketId'
>;

/** A chat and its wait (K4). */
export const toChatEssentials = (chat: ShownChat, wait: Wait) => ({
  chatId: chat.chatId,
  status: chat.status,
  position: wait.position ?? null,
  expectedWaitSeconds: wait.expectedWaitSeconds ?? null,
  agentsAvailable: wait.agentsAvailable ?? null,
  terms: chat.terms,
  resumesAt: wait.resumesAt,
  product: chat.product,
  issueType: chat.issueType,
  servedLanguage: chat.servedLanguage,
  startedAt: chat.startedAt,
  endsAt: chat.endsAt,
  agentId: chat.agentId,
  ticketId: chat.ticketId,
});

/** A chat with its wait (K4) and the name of its agent, which the requester may know. */
export const toNamedChat = (chat: ShownChat, wait: Wait, names: Names) => ({
  ...toChatEssentials(chat, wait),
  agent: namedAgent(chat.agentId, names),
});

/** A chat in a requester's list, with its wait (K4). */
export const toOwnChat = ({ requestId, requestedAt, ...row }: OwnChatRow, wait: Wait, names: Names) =>
  toNamedChat({ ...row, chatId: requestId, startedAt: requestedAt }, wait, names);

/** A message or change of a chat. */
export interface ChatUpdate {
  readonly kind: 'message' | 'joined' | 'returned' | 'transferred' | 'language' | 'ended';
  readonly at: string;
  /** The agent who wrote, joined, left, or received the chat. Null: the requester, or the front of the queue. */
  readonly agentId: string | null;
  /** Text of a message; null once it is erased. */
  readonly body: string | null;
  /** Whether the text of the message is erased. */
  readonly erased: boolean;
  readonly reason: ChatEnding | null;
  readonly ticketId: string | null;
  /** The new language of support (L4). */
  readonly servedLanguage: ServedLanguage | null;
}

/** A message or change of a chat, with the name of the agent, which its requester may know. */
export type NamedChatUpdate = ChatUpdate & { readonly agent: NamedId | null };

const EMPTY = { agentId: null, body: null, erased: false, reason: null, ticketId: null, servedLanguage: null };

const CHAT_EVENTS = [
  'ChatStarted',
  'ChatMessagePosted',
  'ChatJoined',
  'ChatReturned',
  'ChatTransferred',
  'ChatLanguageChanged',
  'ChatEnded',
] as const;

const message = (agentId: string | null, body: string): Omit<ChatUpdate, 'at'> => ({
  ...EMPTY,
  kind: 'message',
  agentId,
  body: textOrErased(body),
  erased: isErased(body),
});

const toUpdate = (event: LoggedEvent<(typeof CHAT_EVENTS)[number]>): Omit<ChatUpdate, 'at'> => {
  switch (event.type) {
    case 'ChatStarted':
      return message(null, event.data.message);
    case 'ChatMessagePosted':
      return message(event.data.agentId, event.data.body);
    case 'ChatJoined':
      return { ...EMPTY, kind: 'joined', agentId: event.data.agentId };
    case 'ChatReturned':
      return { ...EMPTY, kind: 'returned', agentId: event.data.agentId };
    case 'ChatTransferred':
      return { ...EMPTY, kind: 'transferred', agentId: event.data.toAgentId };
    case 'ChatLanguageChanged':
      return { ...EMPTY, kind: 'language', servedLanguage: event.data.servedLanguage };
    case 'ChatEnded':
      return {
        ...EMPTY,
        kind: 'ended',
        agentId: event.data.agentId,
        reason: event.data.reason,
        ticketId: event.data.ticketId,
      };
  }
};

/** The update of an event in a chat's stream. Empty for event types that are not shown. */
export const toChatUpdates = (stored: StoredEvent): readonly ChatUpdate[] => {
  const event = decode(stored);
  return isLogged(event, CHAT_EVENTS) ? [{ ...toUpdate(event), at: event.occurredAt }] : [];
};
