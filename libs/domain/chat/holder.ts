import { type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Chat } from './state.js';

/** The refusal for a chat that does not exist, or is another requester's (V4). */
export const noChat = refuse('not-found', 'chat-not-found', 'Chat not found.', { rule: 'V4' });

/** The refusal for a chat that has ended. `ticketExists`: see LiveSupportFacts. */
export const ended = ({ ticketId }: Chat, ticketExists = true): Refusal =>
  ticketId === null || !ticketExists
    ? refuse('conflict', 'chat-ended-without-ticket', 'This chat has ended.', { rule: 'R6' })
    : refuse('conflict', 'chat-ended', 'This chat has ended. Continue in its ticket.', {
        rule: 'R6',
        details: { ticketId },
      });

/** The refusal for an agent who is not the one of the chat. */
export const chatOfAnotherAgent = refuse('conflict', 'chat-of-another-agent', 'You are not the agent of this chat.', {
  rule: 'R6',
});

/** R6: why an agent cannot hand a chat over: only the agent who is in it can. Undefined if they can. */
export const chatTransferRefusal = (chat: Chat | undefined, agentId: string): Refusal | undefined => {
  if (!chat) return noChat;
  if (chat.agentId !== agentId) return chatOfAnotherAgent;
  return chat.status === 'ended' ? ended(chat) : undefined;
};
