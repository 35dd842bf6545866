import type { LiveChannel, ServedLanguage, LoggedEvent, SupportTerms } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { sortablePosition } from '../sortable-position.js';

/** A chat or callback in the queue of its channel, product and language. */
export type LiveRequestRow = {
  readonly channel: LiveChannel;
  readonly requestId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly product: string;
  readonly servedLanguage: ServedLanguage;
  readonly terms: SupportTerms;
  /** Time zone of the hours of standard support; null with premium terms (L7). */
  readonly timeZone: string | null;
  readonly status: 'waiting' | 'held' | 'over';
  readonly requestedAt: Instant;
  /** Log position of the request as `sortablePosition`. A requeued request keeps it, and so its place (K4). */
  readonly place: string;
  /** Log position of the last transfer to the front of the queue, as `sortablePosition`; null if there was none. */
  readonly frontPlace: string | null;
  /** The agent who put it at the front, as long as no other agent has taken it; null otherwise. */
  readonly transferredBy: string | null;
  /** Since when it has waited without a break. Null while it does not wait. */
  readonly waitingSince: Instant | null;
  /** The end of the pause after an unanswered call; null if there is none (K4). */
  readonly retryAt: Instant | null;
  /** Log position at which an agent last took it, as `sortablePosition`; null until then. */
  readonly takenPlace: string | null;
  /** When an agent first took it; null until then. */
  readonly servedAt: Instant | null;
  /** Seconds from the request until an agent first took it; null until then. */
  readonly waitedSeconds: number | null;
  /** When a silent chat ends automatically; null for callbacks and ended chats. */
  readonly endsAt: Instant | null;
};

type Row = LiveRequestRow | undefined;
type TransferredEvent = LoggedEvent<'CallbackTransferred' | 'ChatTransferred'>;

const newRequest = ({ data, occurredAt, position }: LoggedEvent<'CallbackRequested' | 'ChatStarted'>) => ({
  teamId: data.teamId,
  requesterId: data.requesterId,
  product: data.product,
  servedLanguage: data.servedLanguage,
  terms: data.terms,
  timeZone: data.timeZone,
  status: 'waiting' as const,
  requestedAt: occurredAt,
  place: sortablePosition(position),
  frontPlace: null,
  transferredBy: null,
  waitingSince: occurredAt,
  retryAt: null,
  takenPlace: null,
  servedAt: null,
  waitedSeconds: null,
});

const requested = (_row: Row, event: LoggedEvent<'CallbackRequested'>): Row => ({
  channel: 'callback',
  requestId: event.data.callbackId,
  ...newRequest(event),
  endsAt: null,
});

const started = (_row: Row, event: LoggedEvent<'ChatStarted'>): Row => ({
  channel: 'chat',
  requestId: event.data.chatId,
  ...newRequest(event),
  endsAt: event.data.endsAt,
});

const secondsBetween = (from: Instant, to: Instant): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1_000));

const held = (
  row: LiveRequestRow,
  { occurredAt: at, position }: LoggedEvent<'CallbackTaken' | 'ChatJoined'>,
): LiveRequestRow => ({
  ...row,
  status: 'held',
  waitingSince: null,
  transferredBy: null,
  takenPlace: sortablePosition(position),
  servedAt: row.servedAt ?? at,
  waitedSeconds: row.waitedSeconds ?? secondsBetween(row.requestedAt, at),
});

const taken = (row: Row, event: LoggedEvent<'CallbackTaken'>): Row => row && held(row, event);
const joined = (row: Row, event: LoggedEvent<'ChatJoined'>): Row =>
  row && { ...held(row, event), endsAt: event.data.endsAt };
const posted = (row: Row, { data }: LoggedEvent<'ChatMessagePosted'>): Row => row && { ...row, endsAt: data.endsAt };
const requeued = (row: Row, { occurredAt }: LoggedEvent<'CallbackReturned'>): Row =>
  row && { ...row, status: 'waiting', waitingSince: occurredAt };
const unanswered = (row: Row, { data, occurredAt }: LoggedEvent<'CallbackUnanswered'>): Row =>
  row && { ...row, status: 'waiting', waitingSince: occurredAt, retryAt: data.retryAt };
const chatRequeued = (row: Row, { data, occurredAt }: LoggedEvent<'ChatReturned'>): Row =>
  row && { ...row, status: 'waiting', waitingSince: occurredAt, endsAt: data.endsAt };

const toFront = (row: LiveRequestRow, agentId: string, event: TransferredEvent): LiveRequestRow => ({
  ...row,
  status: 'waiting',
  waitingSince: event.occurredAt,
  frontPlace: sortablePosition(event.position),
  transferredBy: agentId,
});
const transferred = (row: Row, event: TransferredEvent): Row =>
  row && event.data.toAgentId === null ? toFront(row, event.data.agentId, event) : row;
const chatTransferred = (row: Row, event: LoggedEvent<'ChatTransferred'>): Row => {
  const after = transferred(row, event);
  return after && { ...after, endsAt: event.data.endsAt };
};
const languageChanged = (row: Row, { data }: LoggedEvent<'CallbackLanguageChanged' | 'ChatLanguageChanged'>): Row =>
  row && { ...row, servedLanguage: data.servedLanguage };
const over = (row: Row): Row => row && { ...row, status: 'over', waitingSince: null, endsAt: null };

/** R6, K4: the chats and callbacks, in a queue per channel, product and language. */
export const liveQueue = defineProjection({
  name: 'live-queue',
  version: 4,
  table: {
    columns: {
      teamId: 'text',
      requesterId: 'text',
      status: 'text',
      channel: 'text',
      product: 'text',
      servedLanguage: 'text',
      terms: 'text',
      place: 'text',
      waitingSince: 'text',
      takenPlace: 'text',
      servedAt: 'text',
      endsAt: 'text',
    },
    indexes: [
      ['status', 'channel', 'product', 'servedLanguage', 'place'],
      ['status', 'place'],
      ['status', 'teamId', 'requesterId'],
      ['servedLanguage', 'status', 'waitingSince'],
      ['takenPlace'],
      ['channel', 'product', 'servedLanguage', 'servedAt'],
      ['endsAt'],
    ],
  },
  keysOf: ({ stream }) => [stream],
  on: {
    CallbackRequested: requested,
    CallbackTaken: taken,
    CallbackCompleted: over,
    CallbackUnanswered: unanswered,
    CallbackReturned: requeued,
    CallbackTransferred: transferred,
    CallbackGivenUp: over,
    CallbackCancelled: over,
    CallbackLanguageChanged: languageChanged,
    ChatStarted: started,
    ChatJoined: joined,
    ChatMessagePosted: posted,
    ChatReturned: chatRequeued,
    ChatTransferred: chatTransferred,
    ChatEnded: over,
    ChatLanguageChanged: languageChanged,
  },
});
