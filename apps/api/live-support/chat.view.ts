import type { Chat } from '@ledgerdesk/domain';
import { decode, type StoredEvent } from '@ledgerdesk/event-store';
import { type ChatEnding, isLogged, type LoggedEvent } from '@ledgerdesk/events';
import type { QueuePosition } from '@ledgerdesk/projections';

/** A chat with its queue position, null if it is not waiting (K4). */
export const toChatEssentials = (chat: Chat, queued: QueuePosition | null) => ({
  chatId: chat.chatId,
  status: chat.status,
  position: queued?.position ?? null,
  expectedWaitSeconds: queued?.expectedWaitSeconds ?? null,
  product: chat.product,
  issueType: chat.issueType,
  servedLanguage: chat.servedLanguage,
  startedAt: chat.startedAt,
  endsAt: chat.endsAt,
  agentId: chat.agentId,
  ticketId: chat.ticketId,
});

/** A message or change of a chat. */
export interface ChatUpdate {
  readonly kind: 'message' | 'joined' | 'returned' | 'ended';
  readonly at: string;
  /** The agent who wrote, joined or left. Null: the requester. */
  readonly agentId: string | null;
  /** Text of a message. */
  readonly body: string | null;
  readonly reason: ChatEnding | null;
  readonly ticketId: string | null;
}

const EMPTY = { agentId: null, body: null, reason: null, ticketId: null };

const CHAT_EVENTS = ['ChatStarted', 'ChatMessagePosted', 'ChatJoined', 'ChatReturned', 'ChatEnded'] as const;

const toUpdate = (event: LoggedEvent<(typeof CHAT_EVENTS)[number]>): Omit<ChatUpdate, 'at'> => {
  switch (event.type) {
    case 'ChatStarted':
      return { ...EMPTY, kind: 'message', body: event.data.message };
    case 'ChatMessagePosted':
      return { ...EMPTY, kind: 'message', agentId: event.data.agentId, body: event.data.body };
    case 'ChatJoined':
      return { ...EMPTY, kind: 'joined', agentId: event.data.agentId };
    case 'ChatReturned':
      return { ...EMPTY, kind: 'returned', agentId: event.data.agentId };
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
