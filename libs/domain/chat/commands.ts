import type { Command, Instant } from '@ledgerdesk/kernel';

/** R6: what somebody asks first; without a product the one in use is meant (R2). */
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

/** One of the two who talk. */
export type ChatParticipant =
  | { readonly kind: 'requester'; readonly teamId: string; readonly requesterId: string }
  | { readonly kind: 'agent'; readonly agentId: string };

export interface PostChatMessage extends Command {
  readonly type: 'PostChatMessage';
  readonly speaker: ChatParticipant;
  readonly body: string;
}
export interface EndChat extends Command {
  readonly type: 'EndChat';
  readonly speaker: ChatParticipant;
}
/** What the agent's stream was engaged for. */
export interface JoinChat extends Command {
  readonly type: 'JoinChat';
  readonly agentId: string;
  readonly engagementId: string;
}
/** The agent has been released before it ended. */
export interface ReturnChat extends Command {
  readonly type: 'ReturnChat';
  readonly engagementId: string;
}
/** Sent by the timer when nobody joined or wrote until `endsAt`. */
export interface EndSilentChat extends Command {
  readonly type: 'EndSilentChat';
  readonly endsAt: Instant;
}

export type ChatParticipantCommand = PostChatMessage | EndChat;
export type ChatCommand = StartChat | ChatParticipantCommand | JoinChat | ReturnChat | EndSilentChat;
