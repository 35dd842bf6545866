import type { LiveChannel, ServedLanguage } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection, type Logged } from '../define.js';

/** A chat or callback and its place in the queue of its channel, product and language. */
export type LiveRequestRow = {
  readonly channel: LiveChannel;
  readonly requestId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly product: string;
  readonly servedLanguage: ServedLanguage;
  readonly status: 'waiting' | 'held' | 'over';
  readonly requestedAt: Instant;
  /** Position of the request in the log, zero-padded so that text order is log order; it keeps it for good (K4). */
  readonly place: string;
  /** When an agent first had it. */
  readonly servedAt: Instant | null;
  /** Until an agent first had it. */
  readonly waitedSeconds: number | null;
  /** When it ends by itself; null: it does not, or it is over. */
  readonly endsAt: Instant | null;
};

type Row = LiveRequestRow | undefined;

/** Digits of the largest position a log can have (2^64 − 1). */
const DIGITS = 20;

const asked = ({ data, occurredAt, position }: Logged<'CallbackRequested' | 'ChatStarted'>) => ({
  teamId: data.teamId,
  requesterId: data.requesterId,
  product: data.product,
  servedLanguage: data.servedLanguage,
  status: 'waiting' as const,
  requestedAt: occurredAt,
  place: position.padStart(DIGITS, '0'),
  servedAt: null,
  waitedSeconds: null,
});

const requested = (_row: Row, event: Logged<'CallbackRequested'>): Row => ({
  channel: 'callback',
  requestId: event.data.callbackId,
  ...asked(event),
  endsAt: null,
});

const started = (_row: Row, event: Logged<'ChatStarted'>): Row => ({
  channel: 'chat',
  requestId: event.data.chatId,
  ...asked(event),
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

const taken = (row: Row, { occurredAt }: Logged<'CallbackTaken'>): Row => row && held(row, occurredAt);
const joined = (row: Row, { occurredAt, data }: Logged<'ChatJoined'>): Row =>
  row && { ...held(row, occurredAt), endsAt: data.endsAt };
const posted = (row: Row, { data }: Logged<'ChatMessagePosted'>): Row => row && { ...row, endsAt: data.endsAt };
const backInLine = (row: Row): Row => row && { ...row, status: 'waiting' };
const chatBackInLine = (row: Row, { data }: Logged<'ChatReturned'>): Row =>
  row && { ...row, status: 'waiting', endsAt: data.endsAt };
const over = (row: Row): Row => row && { ...row, status: 'over', endsAt: null };

/** R6, K4: who waits for a human at once, first in, first out for each channel, product and language. */
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
    CallbackUnanswered: backInLine,
    CallbackReturned: backInLine,
    CallbackGivenUp: over,
    CallbackCancelled: over,
    ChatStarted: started,
    ChatJoined: joined,
    ChatMessagePosted: posted,
    ChatReturned: chatBackInLine,
    ChatEnded: over,
  },
});
