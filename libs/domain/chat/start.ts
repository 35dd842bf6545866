import type { ChatEvent } from '@ledgerdesk/events';
import { addMillis, type Decision, type Instant, isRefusal, MINUTE, refuse } from '@ledgerdesk/kernel';
import { servedLanguage } from '../entitlement/language.js';
import { type LiveSupportFacts, liveSupportProduct } from '../entitlement/live-support-product.js';
import type { Policies } from '../policies.js';
import { unknownIssueType } from '../taxonomy.js';
import type { StartChat } from './commands.js';
import type { Chat } from './state.js';

/** Returns the instant a number of minutes later. */
export const minutesAfter = (at: Instant, minutes: number): Instant => addMillis(at, minutes * MINUTE);

const started = (command: StartChat, product: string, policies: Policies): ChatEvent => {
  const { chatId, teamId, requesterId, issueType, message, language, at } = command;
  return {
    type: 'ChatStarted',
    data: {
      chatId,
      teamId,
      requesterId,
      product,
      issueType,
      message,
      language,
      servedLanguage: servedLanguage(language, at, policies),
      endsAt: minutesAfter(at, policies.policy.chatWaitMinutes),
    },
  };
};

/** R6, E3, E9, L5, L6: starts a chat if the requester has live support for the product and it is open. */
export const startChat = (command: StartChat, chat: Chat | undefined, facts: LiveSupportFacts): Decision<ChatEvent> => {
  if (chat) return refuse('conflict', 'chat-exists', `The chat ${command.chatId} already exists.`);
  const product = liveSupportProduct(command, facts);
  if (isRefusal(product)) return product;
  return unknownIssueType(facts.policies.taxonomy, command.issueType) ?? [started(command, product.id, facts.policies)];
};
