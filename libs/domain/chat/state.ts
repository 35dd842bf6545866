import type { ChatEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { WaitingRequest } from '../entitlement/live-hours.js';

/** The state of a chat that decisions need, without message texts. */
export interface Chat extends WaitingRequest {
  readonly chatId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly issueType: string;
  readonly startedAt: Instant;
  /** Since when it has waited for an agent without a break. */
  readonly waitingSince: Instant;
  readonly status: 'waiting' | 'active' | 'ended';
  readonly agentId: string | null;
  /** Engagement of the current agent, or of the last one. */
  readonly engagementId: string | null;
  /** When the chat ends automatically; null once it has ended. */
  readonly endsAt: Instant | null;
  readonly messages: number;
  /** The ticket created from the chat; null until it ends, and if it becomes none. */
  readonly ticketId: string | null;
  /** True once its messages are erased with its requester. */
  readonly erased: boolean;
}

/** Returns the chat after an event; undefined before its start. */
export const evolve = (chat: Chat | undefined, event: ChatEvent, occurredAt: Instant): Chat | undefined => {
  if (event.type === 'ChatStarted') {
    const { chatId, teamId, requesterId, product, issueType, servedLanguage, endsAt, terms, timeZone } = event.data;
    return {
      chatId,
      teamId,
      requesterId,
      product,
      issueType,
      servedLanguage,
      endsAt,
      terms,
      timeZone,
      retryAt: null,
      startedAt: occurredAt,
      waitingSince: occurredAt,
      status: 'waiting',
      agentId: null,
      engagementId: null,
      messages: 1,
      ticketId: null,
      erased: false,
    };
  }
  if (!chat) return chat;
  switch (event.type) {
    case 'ChatJoined': {
      const { agentId, engagementId, endsAt } = event.data;
      return { ...chat, status: 'active', agentId, engagementId, endsAt };
    }
    case 'ChatMessagePosted':
      return { ...chat, messages: chat.messages + 1, endsAt: event.data.endsAt };
    case 'ChatReturned':
      return { ...chat, status: 'waiting', agentId: null, waitingSince: occurredAt, endsAt: event.data.endsAt };
    case 'ChatTransferred': {
      const { toAgentId: agentId, toEngagementId, endsAt } = event.data;
      return agentId === null
        ? { ...chat, status: 'waiting', agentId, waitingSince: occurredAt, endsAt }
        : { ...chat, agentId, engagementId: toEngagementId, endsAt };
    }
    case 'ChatLanguageChanged':
      return { ...chat, servedLanguage: event.data.servedLanguage };
    case 'ChatErased':
      return { ...chat, erased: true };
    case 'ChatEnded':
      return { ...chat, status: 'ended', endsAt: null, ticketId: event.data.ticketId };
  }
};
