import type { LiveChannel, ServedLanguage, LoggedEvent } from '@ledgerdesk/events';
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
  readonly status: 'waiting' | 'held' | 'over';
  readonly requestedAt: Instant;
  /** Log position of the request as `sortablePosition`. A requeued request keeps it, and so its place (K4). */
  readonly place: string;
  /** When an agent first took it; null until then. */
  readonly servedAt: Instant | null;
  /** Seconds from the request until an agent first took it; null until then. */
  readonly waitedSeconds: number | null;
  /** When a silent chat ends automatically; null for callbacks and ended chats. */
  readonly endsAt: Instant | null;
};

type Row = LiveRequestRow | undefined;

const newRequest = ({ data, occurredAt, position }: LoggedEvent<'CallbackRequested' | 'ChatStarted'>) => ({
  teamId: data.teamId,
  requesterId: data.requesterId,
  product: data.product,
  servedLanguage: data.servedLanguage,
  status: 'waiting' as const,
  requestedAt: occurredAt,
  place: sortablePosition(position),
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

const held = (row: LiveRequestRow, at: Instant): LiveRequestRow => ({
  ...row,
  status: 'held',
  servedAt: row.servedAt ?? at,
  waitedSeconds: row.waitedSeconds ?? secondsBetween(row.requestedAt, at),
});

const taken = (row: Row, { occurredAt }: LoggedEvent<'CallbackTaken'>): Row => row && held(row, occurredAt);
const joined = (row: Row, { occurredAt, data }: LoggedEvent<'ChatJoined'>): Row =>
  row && { ...held(row, occurredAt), endsAt: data.endsAt };
const posted = (row: Row, { data }: LoggedEvent<'ChatMessagePosted'>): Row => row && { ...row, endsAt: data.endsAt };
const requeued = (row: Row): Row => row && { ...row, status: 'waiting' };
const chatRequeued = (row: Row, { data }: LoggedEvent<'ChatReturned'>): Row =>
  row && { ...row, status: 'waiting', endsAt: data.endsAt };
const over = (row: Row): Row => row && { ...row, status: 'over', endsAt: null };

/** R6, K4: the chats and callbacks, in a first-in, first-out queue per channel, product and language. */
export const liveQueue = defineProjection({
  name: 'live-queue',
  version: 1,
  table: {
    columns: {
      status: 'text',
      channel: 'text',
      product: 'text',
      servedLanguage: 'text',
      place: 'text',
      servedAt: 'text',
      endsAt: 'text',
    },
    indexes: [
      ['status', 'channel', 'product', 'servedLanguage', 'place'],
      ['channel', 'product', 'servedLanguage', 'servedAt'],
      ['endsAt'],
    ],
  },
  keysOf: ({ stream }) => [stream],
  on: {
    CallbackRequested: requested,
    CallbackTaken: taken,
    CallbackCompleted: over,
    CallbackUnanswered: requeued,
    CallbackReturned: requeued,
    CallbackGivenUp: over,
    CallbackCancelled: over,
    ChatStarted: started,
    ChatJoined: joined,
    ChatMessagePosted: posted,
    ChatReturned: chatRequeued,
    ChatEnded: over,
  },
});
