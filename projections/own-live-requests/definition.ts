import type {
  CallbackCancellation,
  EventType,
  LiveChannel,
  LoggedEvent,
  ServedLanguage,
  SupportTerms,
} from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

/** Statuses of a chat as its requester sees it. */
export const OWN_CHAT_STATUSES = ['waiting', 'active', 'ended'] as const;
/** Statuses of a callback as its requester sees it. */
export const OWN_CALLBACK_STATUSES = ['waiting', 'taken', 'completed', 'cancelled', 'given-up'] as const;

type OwnRequest = {
  readonly channel: LiveChannel;
  readonly requestId: string;
  readonly teamId: string;
  readonly requesterId: string;
  /** Whether it waits or an agent has it, or is over. */
  readonly phase: 'open' | 'past';
  readonly product: string;
  readonly servedLanguage: ServedLanguage;
  readonly terms: SupportTerms;
  /** Time zone of the hours of standard support; null with premium terms (L7). */
  readonly timeZone: string | null;
  readonly requestedAt: Instant;
  /** The end of the pause after an unanswered call; null if there is none (K4). */
  readonly retryAt: Instant | null;
  readonly ticketId: string | null;
};

/** A chat, with what its requester sees of it besides the messages. */
export type OwnChatRow = OwnRequest & {
  readonly channel: 'chat';
  readonly status: (typeof OWN_CHAT_STATUSES)[number];
  readonly issueType: string;
  readonly endsAt: Instant | null;
  /** The agent in the chat, or the last one; null while it waits. */
  readonly agentId: string | null;
};

/** A callback, with what its requester sees of it. */
export type OwnCallbackRow = OwnRequest & {
  readonly channel: 'callback';
  readonly status: (typeof OWN_CALLBACK_STATUSES)[number];
  readonly issueType: string | null;
  /** Number of unanswered calls. */
  readonly attempts: number;
  /** Null unless cancelled. */
  readonly cancelledFor: CallbackCancellation | null;
};

export type OwnLiveRequestRow = OwnChatRow | OwnCallbackRow;

type Row = OwnLiveRequestRow | undefined;
type OnChat<Type extends EventType> = (row: OwnChatRow, event: LoggedEvent<Type>) => OwnChatRow;
type OnCallback<Type extends EventType> = (row: OwnCallbackRow, event: LoggedEvent<Type>) => OwnCallbackRow;

const chat =
  <Type extends EventType>(change: OnChat<Type>) =>
  (row: Row, event: LoggedEvent<Type>): Row =>
    row?.channel === 'chat' ? change(row, event) : row;
const callback =
  <Type extends EventType>(change: OnCallback<Type>) =>
  (row: Row, event: LoggedEvent<Type>): Row =>
    row?.channel === 'callback' ? change(row, event) : row;

const newRequest = ({ data, occurredAt }: LoggedEvent<'CallbackRequested' | 'ChatStarted'>) => ({
  teamId: data.teamId,
  requesterId: data.requesterId,
  phase: 'open' as const,
  status: 'waiting' as const,
  product: data.product,
  servedLanguage: data.servedLanguage,
  terms: data.terms,
  timeZone: data.timeZone,
  requestedAt: occurredAt,
  retryAt: null,
});

const started = (_row: Row, event: LoggedEvent<'ChatStarted'>): Row => ({
  channel: 'chat',
  requestId: event.data.chatId,
  ...newRequest(event),
  issueType: event.data.issueType,
  endsAt: event.data.endsAt,
  agentId: null,
  ticketId: null,
});

const requested = (_row: Row, event: LoggedEvent<'CallbackRequested'>): Row => ({
  channel: 'callback',
  requestId: event.data.callbackId,
  ...newRequest(event),
  issueType: event.data.issueType,
  attempts: 0,
  cancelledFor: null,
  ticketId: event.data.ticketId,
});

const chatTransferred: OnChat<'ChatTransferred'> = (row, { data: { toAgentId: agentId, endsAt } }) => ({
  ...row,
  status: agentId === null ? 'waiting' : 'active',
  agentId,
  endsAt,
});

/** The chats and callbacks of each requester, waiting and past. A ticket is named once it exists. */
export const ownLiveRequests = defineProjection({
  name: 'own-live-requests',
  version: 1,
  table: {
    columns: { teamId: 'text', requesterId: 'text', channel: 'text', phase: 'text', requestedAt: 'text' },
    indexes: [
      ['teamId', 'requesterId', 'channel', 'requestedAt'],
      ['teamId', 'requesterId', 'channel', 'phase', 'requestedAt'],
    ],
  },
  keysOf: (event) =>
    event.type === 'LiveSupportLinked' ? [`${event.data.channel}-${event.data.requestId}`] : [event.stream],
  on: {
    ChatStarted: started,
    ChatJoined: chat<'ChatJoined'>((row, { data: { agentId, endsAt } }) => ({
      ...row,
      status: 'active',
      agentId,
      endsAt,
    })),
    ChatMessagePosted: chat<'ChatMessagePosted'>((row, { data: { endsAt } }) => ({ ...row, endsAt })),
    ChatReturned: chat<'ChatReturned'>((row, { data: { endsAt } }) => ({
      ...row,
      status: 'waiting',
      agentId: null,
      endsAt,
    })),
    ChatTransferred: chat<'ChatTransferred'>(chatTransferred),
    ChatLanguageChanged: chat<'ChatLanguageChanged'>((row, { data: { servedLanguage } }) => ({
      ...row,
      servedLanguage,
    })),
    ChatEnded: chat<'ChatEnded'>((row) => ({ ...row, status: 'ended', phase: 'past', endsAt: null })),
    CallbackRequested: requested,
    CallbackTaken: callback<'CallbackTaken'>((row) => ({ ...row, status: 'taken' })),
    CallbackReturned: callback<'CallbackReturned'>((row) => ({ ...row, status: 'waiting' })),
    CallbackTransferred: callback<'CallbackTransferred'>((row, { data: { toAgentId } }) => ({
      ...row,
      status: toAgentId === null ? 'waiting' : 'taken',
    })),
    CallbackUnanswered: callback<'CallbackUnanswered'>((row, { data: { attempts, retryAt } }) => ({
      ...row,
      status: 'waiting',
      attempts,
      retryAt,
    })),
    CallbackLanguageChanged: callback<'CallbackLanguageChanged'>((row, { data: { servedLanguage } }) => ({
      ...row,
      servedLanguage,
    })),
    CallbackCompleted: callback<'CallbackCompleted'>((row) => ({ ...row, status: 'completed', phase: 'past' })),
    CallbackGivenUp: callback<'CallbackGivenUp'>((row, { data: { ticketId } }) => ({
      ...row,
      status: 'given-up',
      phase: 'past',
      ticketId,
    })),
    CallbackCancelled: callback<'CallbackCancelled'>((row, { data: { reason } }) => ({
      ...row,
      status: 'cancelled',
      phase: 'past',
      cancelledFor: reason,
    })),
    LiveSupportLinked: (row: Row, { data: { ticketId } }: LoggedEvent<'LiveSupportLinked'>): Row =>
      row && { ...row, ticketId },
  },
});
