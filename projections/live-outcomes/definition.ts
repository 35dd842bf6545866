import type { LiveChannel, LoggedEvent, ServedLanguage } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

/**
 * How a live request ended. `answered`: an agent was in the chat, or reached the requester of the callback.
 * `abandoned`: its requester ended it before. `missed`: nobody joined the chat in time, or all calls of the callback
 * went unanswered. `withdrawn`: its requester lost the right to it (E2).
 */
export type LiveOutcome = 'answered' | 'abandoned' | 'missed' | 'withdrawn';

/** What became of a chat or a callback. */
export type LiveOutcomeRow = {
  readonly channel: LiveChannel;
  readonly requestId: string;
  readonly teamId: string;
  readonly product: string;
  /** Null for a callback that names none. */
  readonly issueType: string | null;
  readonly language: ServedLanguage;
  readonly startedAt: Instant;
  /** When an agent first joined the chat or took the callback; null if none did. */
  readonly takenAt: Instant | null;
  /** The agent who has or last had it; null if none did. */
  readonly agentId: string | null;
  /** Calls of a callback. */
  readonly attempts: number;
  /** Number of times that it was handed over to another agent or to its queue. */
  readonly transfers: number;
  /** Null while it is not over. */
  readonly outcome: LiveOutcome | null;
  readonly endedAt: Instant | null;
  /** Whether it goes on as a ticket, which is the same request. */
  readonly becameTicket: boolean;
};

type Row = LiveOutcomeRow | undefined;

const keyOf = (channel: LiveChannel, requestId: string): string => `${channel}.${requestId}`;

const requested = (
  request: Pick<LiveOutcomeRow, 'channel' | 'requestId' | 'teamId' | 'product' | 'issueType' | 'language'>,
  at: Instant,
): LiveOutcomeRow => ({
  ...request,
  startedAt: at,
  takenAt: null,
  agentId: null,
  attempts: 0,
  transfers: 0,
  outcome: null,
  endedAt: null,
  becameTicket: false,
});

const started = (_row: Row, { data, occurredAt }: LoggedEvent<'ChatStarted'>): Row =>
  requested(
    {
      channel: 'chat',
      requestId: data.chatId,
      teamId: data.teamId,
      product: data.product,
      issueType: data.issueType,
      language: data.servedLanguage,
    },
    occurredAt,
  );

const called = (_row: Row, { data, occurredAt }: LoggedEvent<'CallbackRequested'>): Row =>
  requested(
    {
      channel: 'callback',
      requestId: data.callbackId,
      teamId: data.teamId,
      product: data.product,
      issueType: data.issueType,
      language: data.servedLanguage,
    },
    occurredAt,
  );

const taken = (row: Row, { data: { agentId }, occurredAt }: LoggedEvent<'ChatJoined' | 'CallbackTaken'>): Row =>
  row && { ...row, takenAt: row.takenAt ?? occurredAt, agentId };

const transferred = (row: Row, { data: { toAgentId } }: LoggedEvent<'ChatTransferred' | 'CallbackTransferred'>): Row =>
  row && { ...row, agentId: toAgentId ?? row.agentId, transfers: row.transfers + 1 };

const over = (row: LiveOutcomeRow, outcome: LiveOutcome, at: Instant): LiveOutcomeRow => ({
  ...row,
  outcome,
  endedAt: at,
});

const chatOutcome = ({ takenAt }: LiveOutcomeRow, { reason }: LoggedEvent<'ChatEnded'>['data']): LiveOutcome => {
  if (takenAt !== null) return 'answered';
  if (reason === 'requester') return 'abandoned';
  return reason === 'nobody-joined' ? 'missed' : 'withdrawn';
};

const ended = (row: Row, { data, occurredAt }: LoggedEvent<'ChatEnded'>): Row =>
  row && over(row, chatOutcome(row, data), occurredAt);

const completed = (row: Row, { data: { agentId }, occurredAt }: LoggedEvent<'CallbackCompleted'>): Row =>
  row && { ...over(row, 'answered', occurredAt), agentId, attempts: row.attempts + 1 };

const givenUp = (row: Row, { occurredAt }: LoggedEvent<'CallbackGivenUp'>): Row =>
  row && over(row, 'missed', occurredAt);

const cancelled = (row: Row, { data: { reason }, occurredAt }: LoggedEvent<'CallbackCancelled'>): Row =>
  row && over(row, reason === 'requester' ? 'abandoned' : 'withdrawn', occurredAt);

const languageChanged = (row: Row, { data }: LoggedEvent<'ChatLanguageChanged' | 'CallbackLanguageChanged'>): Row =>
  row && { ...row, language: data.servedLanguage };

/** What became of each chat and callback, without its texts. */
export const liveOutcomes = defineProjection({
  name: 'live-outcomes',
  version: 1,
  table: {
    columns: { channel: 'text', teamId: 'text', startedAt: 'text' },
    indexes: [
      ['channel', 'teamId', 'startedAt'],
      ['channel', 'startedAt'],
    ],
  },
  keysOf: ({ type, data }) => {
    if (type === 'LiveSupportLinked') return [keyOf(data.channel, data.requestId)];
    return ['chatId' in data ? keyOf('chat', data.chatId) : keyOf('callback', data.callbackId)];
  },
  on: {
    ChatStarted: started,
    ChatJoined: taken,
    ChatTransferred: transferred,
    ChatEnded: ended,
    ChatLanguageChanged: languageChanged,
    CallbackRequested: called,
    CallbackTaken: taken,
    CallbackUnanswered: (row: Row): Row => row && { ...row, attempts: row.attempts + 1 },
    CallbackTransferred: transferred,
    CallbackCompleted: completed,
    CallbackGivenUp: givenUp,
    CallbackCancelled: cancelled,
    CallbackLanguageChanged: languageChanged,
    LiveSupportLinked: (row: Row): Row => row && { ...row, becameTicket: true },
  },
});
