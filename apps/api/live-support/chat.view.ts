import type { Chat } from '@ledgerdesk/domain';
import { decode, type StoredEvent } from '@ledgerdesk/event-store';
import { type ChatEnding, isLogged, type LoggedEvent } from '@ledgerdesk/events';
import type { QueuePosition } from '@ledgerdesk/projections';

/** What both sides see of a chat; `position` 1 is next, null is not waiting (K4). */
export const toChatEssentials = (chat: Chat, place: QueuePosition | null) => ({
  chatId: chat.chatId,
  status: chat.status,
  position: place?.position ?? null,
  expectedWaitSeconds: place?.expectedWaitSeconds ?? null,
  product: chat.product,
  issueType: chat.issueType,
  servedLanguage: chat.servedLanguage,
  startedAt: chat.startedAt,
  endsAt: chat.endsAt,
  agentId: chat.agentId,
  ticketId: chat.ticketId,
});

/** Something that happened in a chat. */
export interface ChatUpdate {
  readonly kind: 'message' | 'joined' | 'returned' | 'ended';
  readonly at: string;
  /** Who said it, came or went; null: the requester. */
  readonly agentId: string | null;
  /** What was said. */
  readonly body: string | null;
  readonly reason: ChatEnding | null;
  readonly ticketId: string | null;
}

const NOTHING = { agentId: null, body: null, reason: null, ticketId: null };

const SHOWN = ['ChatStarted', 'ChatMessagePosted', 'ChatJoined', 'ChatReturned', 'ChatEnded'] as const;

const shown = (event: LoggedEvent<(typeof SHOWN)[number]>): Omit<ChatUpdate, 'at'> => {
  switch (event.type) {
    case 'ChatStarted':
      return { ...NOTHING, kind: 'message', body: event.data.message };
    case 'ChatMessagePosted':
      return { ...NOTHING, kind: 'message', agentId: event.data.agentId, body: event.data.body };
    case 'ChatJoined':
      return { ...NOTHING, kind: 'joined', agentId: event.data.agentId };
    case 'ChatReturned':
      return { ...NOTHING, kind: 'returned', agentId: event.data.agentId };
    case 'ChatEnded':
      return {
        ...NOTHING,
        kind: 'ended',
        agentId: event.data.agentId,
        reason: event.data.reason,
        ticketId: event.data.ticketId,
      };
  }
};

/** An event of a chat's stream, as either side is told of it; none for what an older edition does not know. */
export const toChatUpdates = (stored: StoredEvent): readonly ChatUpdate[] => {
  const event = decode(stored);
  return isLogged(event, SHOWN) ? [{ ...shown(event), at: event.occurredAt }] : [];
};
