import type { ChatEvent } from '@ledgerdesk/events';
import { addMillis, type Decision, type Instant, isRefusal, MINUTE, refuse } from '@ledgerdesk/kernel';
import { servedLanguage } from '../entitlement/language.js';
import { alreadyWaiting } from '../entitlement/live-line.js';
import {
  type AcceptedLiveSupport,
  acceptLiveSupport,
  type LiveSupportFacts,
} from '../entitlement/live-support-product.js';
import type { Policies } from '../policies.js';
import { unknownIssueType } from '../taxonomy.js';
import type { StartChat } from './commands.js';
import type { Chat } from './state.js';

/** Returns the instant a number of minutes later. */
export const minutesAfter = (at: Instant, minutes: number): Instant => addMillis(at, minutes * MINUTE);

const started = (
  command: StartChat,
  { product, terms, timeZone }: AcceptedLiveSupport,
  policies: Policies,
): ChatEvent => {
  const { chatId, teamId, requesterId, issueType, message, language, at } = command;
  return {
    type: 'ChatStarted',
    data: {
      chatId,
      teamId,
      requesterId,
      product: product.id,
      issueType,
      message,
      language,
      servedLanguage: servedLanguage(language, at, policies),
      endsAt: minutesAfter(at, policies.policy.chatWaitMinutes),
      terms,
      timeZone,
    },
  };
};

/** R6, E3, E9, L5–L7: starts a chat if the requester has live support for the product and it is open. */
export const startChat = (command: StartChat, chat: Chat | undefined, facts: LiveSupportFacts): Decision<ChatEvent> => {
  if (chat) return refuse('conflict', 'chat-exists', `The chat ${command.chatId} already exists.`);
  const accepted = acceptLiveSupport({ ...command, channel: 'chat' }, facts);
  if (isRefusal(accepted)) return accepted;
  return (
    unknownIssueType(facts.policies.taxonomy, command.issueType) ??
    alreadyWaiting('chat', facts) ?? [started(command, accepted, facts.policies)]
  );
};
