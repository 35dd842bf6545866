import type { ChatEnding, ChatEvent } from '@ledgerdesk/events';
import { type Decider, type Decision, type Instant, type Refusal, refuse } from '@ledgerdesk/kernel';
import { lostRightTo, missesJapaneseDesk, withheld } from '../entitlement/live-line.js';
import type { LiveSupportFacts } from '../entitlement/live-support-product.js';
import { transferOutdated } from '../entitlement/transfer-outdated.js';
import type {
  ChatCommand,
  EndSilentChat,
  JoinChat,
  PostChatMessage,
  ReturnChat,
  ServeChatInEnglish,
  ChatParticipant,
  ChatParticipantCommand,
  TransferChat,
  TransferChatToQueue,
} from './commands.js';
import { chatOfAnotherAgent, chatTransferRefusal, ended, noChat } from './holder.js';
import { minutesAfter, startChat } from './start.js';
import { type Chat, evolve } from './state.js';

/** Maximum number of messages per chat. Leaves room in the stream for the events of joining and ending. */
export const MAX_CHAT_MESSAGES = 500;

const keysOf = ({ chatId, teamId, requesterId }: Chat) => ({ chatId, teamId, requesterId });

const idleFrom = (at: string, { policies }: LiveSupportFacts): string =>
  minutesAfter(at, policies.policy.chatIdleMinutes);

/** V4: requesters can use only their own chats, agents only chats of which they are the current or last agent. */
const participantRefusal = (chat: Chat, speaker: ChatParticipant): Refusal | undefined => {
  if (speaker.kind === 'requester')
    return chat.teamId === speaker.teamId && chat.requesterId === speaker.requesterId ? undefined : noChat;
  return chat.agentId === speaker.agentId ? undefined : chatOfAnotherAgent;
};

/** While waiting, messages do not extend the wait; with an agent, each message restarts the idle timeout. */
const post = (chat: Chat, { speaker, body, at }: PostChatMessage, facts: LiveSupportFacts): Decision<ChatEvent> => {
  if (chat.endsAt === null) return ended(chat, facts.ticketExists);
  if (chat.messages >= MAX_CHAT_MESSAGES)
    return refuse(
      'conflict',
      'chat-full',
      `A chat can have at most ${MAX_CHAT_MESSAGES} messages. End it and continue in its ticket.`,
      { rule: 'R6' },
    );
  const agentId = speaker.kind === 'agent' ? speaker.agentId : null;
  const endsAt = chat.status === 'waiting' ? chat.endsAt : idleFrom(at, facts);
  return [{ type: 'ChatMessagePosted', data: { ...keysOf(chat), agentId, body, endsAt } }];
};

/** Ends a chat. Its ticket has the same ID; there is none for a requester who has left the team (E2). */
const end = (chat: Chat, reason: ChatEnding, { member }: LiveSupportFacts): readonly ChatEvent[] => {
  if (chat.status === 'ended') return [];
  const { product, issueType, agentId, engagementId, chatId } = chat;
  const held = agentId === null ? { agentId: null, engagementId: null } : { agentId, engagementId };
  const ticketId = member?.active ? chatId : null;
  return [{ type: 'ChatEnded', data: { ...keysOf(chat), product, issueType, ...held, reason, ticketId } }];
};

const participate = (chat: Chat, command: ChatParticipantCommand, facts: LiveSupportFacts): Decision<ChatEvent> =>
  participantRefusal(chat, command.speaker) ??
  (command.type === 'PostChatMessage' ? post(chat, command, facts) : end(chat, command.speaker.kind, facts));

const isHeldBy = (chat: Chat, engagementId: string): boolean =>
  chat.status === 'active' && chat.engagementId === engagementId;

const englishIfClosed = (chat: Chat, at: Instant, { policies }: LiveSupportFacts): readonly ChatEvent[] =>
  missesJapaneseDesk(chat, at, policies) ? [inEnglish(chat)] : [];

const inEnglish = (chat: Chat): ChatEvent => ({
  type: 'ChatLanguageChanged',
  data: { ...keysOf(chat), servedLanguage: 'en' },
});

/** E2: ends a chat whose requester has lost the right to it, also if an agent is in it. */
const withdraw = (chat: Chat, facts: LiveSupportFacts): readonly ChatEvent[] => {
  const lost = lostRightTo(chat, facts);
  return lost ? end(chat, lost, facts) : [];
};

/** L4: a chat that waited when the Japanese desk closed is served in English from then on. */
const serveInEnglish = (chat: Chat, { deskClosedAt }: ServeChatInEnglish): Decision<ChatEvent> =>
  chat.status === 'waiting' && chat.servedLanguage === 'ja' && chat.waitingSince < deskClosedAt
    ? [inEnglish(chat)]
    : [];

/** R6: only one agent joins a chat, while it can be joined (E2, L6). */
const join = (chat: Chat, { agentId, engagementId, at }: JoinChat, facts: LiveSupportFacts): Decision<ChatEvent> => {
  if (chat.status === 'waiting')
    return (
      withheld(chat, at, facts) ?? [
        ...englishIfClosed(chat, at, facts),
        { type: 'ChatJoined', data: { ...keysOf(chat), agentId, engagementId, endsAt: idleFrom(at, facts) } },
      ]
    );
  if (isHeldBy(chat, engagementId)) return [];
  return chat.status === 'ended'
    ? ended(chat, facts.ticketExists)
    : refuse('conflict', 'chat-joined', 'Another agent is in this chat.', { rule: 'R6' });
};

/** E2, L4: what follows when a chat waits again: it ends, or is served in English, if that has to be. */
const backInLine = (chat: Chat, at: Instant, facts: LiveSupportFacts): readonly ChatEvent[] => {
  const lost = lostRightTo(chat, facts);
  return lost
    ? end({ ...chat, agentId: null }, lost, facts)
    : englishIfClosed({ ...chat, waitingSince: at }, at, facts);
};

const returnToQueue = (chat: Chat, { engagementId, at }: ReturnChat, facts: LiveSupportFacts): Decision<ChatEvent> =>
  isHeldBy(chat, engagementId) && chat.agentId !== null
    ? [
        {
          type: 'ChatReturned',
          data: {
            ...keysOf(chat),
            agentId: chat.agentId,
            engagementId,
            endsAt: minutesAfter(at, facts.policies.policy.chatWaitMinutes),
          },
        },
        ...backInLine(chat, at, facts),
      ]
    : [];

/** R6: hands the chat over to an agent who is engaged for it. */
const transfer = (
  chat: Chat,
  { agentId: toAgentId, engagementId: toEngagementId, transferOf, at }: TransferChat,
  facts: LiveSupportFacts,
): Decision<ChatEvent> => {
  if (isHeldBy(chat, toEngagementId)) return [];
  if (chat.status === 'ended') return ended(chat, facts.ticketExists);
  if (!isHeldBy(chat, transferOf) || chat.agentId === null) return transferOutdated;
  const from = { agentId: chat.agentId, engagementId: transferOf };
  return [
    {
      type: 'ChatTransferred',
      data: { ...keysOf(chat), ...from, toAgentId, toEngagementId, endsAt: idleFrom(at, facts) },
    },
  ];
};

/** R6: puts the chat at the front of its queue, for the next agent. */
const transferToQueue = (
  chat: Chat,
  { agentId, at }: TransferChatToQueue,
  facts: LiveSupportFacts,
): Decision<ChatEvent> => {
  const endsAt = minutesAfter(at, facts.policies.policy.chatWaitMinutes);
  const data = { ...keysOf(chat), agentId, engagementId: chat.engagementId, endsAt };
  return (
    chatTransferRefusal(chat, agentId) ?? [
      { type: 'ChatTransferred', data: { ...data, toAgentId: null, toEngagementId: null } },
      ...backInLine(chat, at, facts),
    ]
  );
};

/** Ends a chat whose timeout has not changed since the timer was set. */
const silent = (chat: Chat, { endsAt, at }: EndSilentChat, facts: LiveSupportFacts): Decision<ChatEvent> =>
  chat.endsAt === endsAt && at >= endsAt ? end(chat, chat.status === 'waiting' ? 'nobody-joined' : 'idle', facts) : [];

/** Records once that the messages of a chat are erased. It becomes no ticket. */
const erase = (chat: Chat, facts: LiveSupportFacts): readonly ChatEvent[] =>
  chat.erased
    ? []
    : [...end(chat, 'member-deactivated', { ...facts, member: undefined }), { type: 'ChatErased', data: keysOf(chat) }];

/** Decides the commands of one chat. Other members get the same refusal as for an unknown chat (V4). */
export const chatDecider: Decider<ChatCommand, ChatEvent, Chat | undefined, LiveSupportFacts> = {
  initial: undefined,
  evolve,
  decide: (command, chat, facts) => {
    if (command.type === 'StartChat') return startChat(command, chat, facts);
    if (!chat) return noChat;
    switch (command.type) {
      case 'JoinChat':
        return join(chat, command, facts);
      case 'ReturnChat':
        return returnToQueue(chat, command, facts);
      case 'TransferChat':
        return transfer(chat, command, facts);
      case 'TransferChatToQueue':
        return transferToQueue(chat, command, facts);
      case 'EndSilentChat':
        return silent(chat, command, facts);
      case 'WithdrawChat':
        return withdraw(chat, facts);
      case 'ServeChatInEnglish':
        return serveInEnglish(chat, command);
      case 'EraseChat':
        return erase(chat, facts);
      default:
        return participate(chat, command, facts);
    }
  },
};
