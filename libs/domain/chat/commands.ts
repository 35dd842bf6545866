import type { Command, Instant } from '@ledgerdesk/kernel';

/** R6: starts a chat. Without a product, the one that the team uses is implied (R2). */
export interface StartChat extends Command {
  readonly type: 'StartChat';
  readonly chatId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly product?: string;
  readonly issueType: string;
  readonly message: string;
  readonly language: string;
}

/** The sender of a chat command. */
export type ChatParticipant =
  | { readonly kind: 'requester'; readonly teamId: string; readonly requesterId: string }
  | { readonly kind: 'agent'; readonly agentId: string };

/** Adds a message. */
export interface PostChatMessage extends Command {
  readonly type: 'PostChatMessage';
  readonly speaker: ChatParticipant;
  readonly body: string;
}
/** Ends a chat, which becomes a ticket. */
export interface EndChat extends Command {
  readonly type: 'EndChat';
  readonly speaker: ChatParticipant;
}
/** Joins an engaged agent to a waiting chat. */
export interface JoinChat extends Command {
  readonly type: 'JoinChat';
  readonly agentId: string;
  readonly engagementId: string;
}
/** Returns a chat to the queue when its agent is released before the end. */
export interface ReturnChat extends Command {
  readonly type: 'ReturnChat';
  readonly engagementId: string;
}
/** R6: hands a chat over to an engaged agent. `transferOf` is the engagement of the agent who is in it. */
export interface TransferChat extends Command {
  readonly type: 'TransferChat';
  readonly agentId: string;
  readonly engagementId: string;
  readonly transferOf: string;
}
/** R6: the agent of a chat hands it over to the next agent: it goes to the front of its queue. */
export interface TransferChatToQueue extends Command {
  readonly type: 'TransferChatToQueue';
  readonly agentId: string;
}
/** Sent by the timer if nobody has joined or posted a message by `endsAt`. */
export interface EndSilentChat extends Command {
  readonly type: 'EndSilentChat';
  readonly endsAt: Instant;
}

/** E2: sent by the engine when the requester may have lost the right to live support. */
export interface WithdrawChat extends Command {
  readonly type: 'WithdrawChat';
}
/** L4: sent by the timer when the Japanese desk closes; `deskClosedAt` is the closing time. */
export interface ServeChatInEnglish extends Command {
  readonly type: 'ServeChatInEnglish';
  readonly deskClosedAt: Instant;
}

/** Sent by the engine when the requester is erased. A chat that has not ended ends first. */
export interface EraseChat extends Command {
  readonly type: 'EraseChat';
}

export type ChatParticipantCommand = PostChatMessage | EndChat;
export type ChatTransferCommand = TransferChat | TransferChatToQueue;
export type ChatCommand =
  | StartChat
  | ChatParticipantCommand
  | JoinChat
  | ReturnChat
  | ChatTransferCommand
  | EndSilentChat
  | WithdrawChat
  | ServeChatInEnglish
  | EraseChat;
