import type { ChatEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { differs } from '../contradiction.js';
import { servedLanguage } from '../entitlement/language.js';
import type { Policies } from '../policies.js';
import { minutesAfter } from './start.js';
import type { Chat } from './state.js';

/** What a chat event was decided with. */
export interface LiveDecision {
  readonly at: Instant;
  readonly policies: Policies;
  /** False if the decision used other time-zone data than is at hand. */
  readonly hasZones: boolean;
}

/** R6: when a chat ends by itself after an event that says so. */
const expectedEnd = (chat: Chat | undefined, event: ChatEvent, { at, policies }: LiveDecision): Instant | null => {
  const isWaiting =
    event.type === 'ChatStarted' ||
    event.type === 'ChatReturned' ||
    (event.type === 'ChatTransferred' && event.data.toAgentId === null);
  if (isWaiting) return minutesAfter(at, policies.policy.chatWaitMinutes);
  if (event.type === 'ChatMessagePosted' && chat?.status === 'waiting') return chat.endsAt;
  return minutesAfter(at, policies.policy.chatIdleMinutes);
};

const endContradictions = (
  chat: Chat,
  { data: { reason, ticketId, product, issueType, chatId } }: Extract<ChatEvent, { type: 'ChatEnded' }>,
  at: Instant,
): readonly string[] => {
  const isSilent = reason === 'idle' || reason === 'nobody-joined';
  return [
    ...differs('product', product, chat.product),
    ...differs('issueType', issueType, chat.issueType),
    ...(ticketId === null ? [] : differs('ticketId', ticketId, chatId)),
    ...(chat.status === 'ended' ? ['the chat had ended already'] : []),
    ...(isSilent ? differs('reason', reason, chat.status === 'waiting' ? 'nobody-joined' : 'idle') : []),
    ...(isSilent && chat.endsAt !== null && at < chat.endsAt ? ['it ended before its time'] : []),
  ];
};

/** Recomputes what a chat event states that follows from the chat before, time and policy (R6, L4). */
export const chatContradictions = (
  chat: Chat | undefined,
  event: ChatEvent,
  decision: LiveDecision,
): readonly string[] => {
  const { at, policies, hasZones } = decision;
  const isLanguageKnown = event.type === 'ChatStarted' && hasZones;
  const language = isLanguageKnown
    ? differs('servedLanguage', event.data.servedLanguage, servedLanguage(event.data.language, at, policies))
    : [];
  if ('endsAt' in event.data)
    return [...language, ...differs('endsAt', event.data.endsAt, expectedEnd(chat, event, decision))];
  if (event.type === 'ChatEnded' && chat) return endContradictions(chat, event, at);
  return event.type === 'ChatLanguageChanged' && chat?.servedLanguage === 'en' ? ['it was in English already'] : [];
};
