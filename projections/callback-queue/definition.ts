import type { ServedLanguage } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection, type Logged } from '../define.js';

export type CallbackStatus = 'waiting' | 'taken' | 'completed' | 'cancelled';

/** A callback and its place in the queue of its product and language. */
export type CallbackRow = {
  readonly callbackId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly product: string;
  readonly language: string;
  readonly servedLanguage: ServedLanguage;
  readonly status: CallbackStatus;
  readonly requestedAt: Instant;
  /** Position of the request in the log, zero-padded so that text order is log order; it keeps it for good (K4). */
  readonly place: string;
  /** Calls that nobody picked up. */
  readonly attempts: number;
  readonly phone: string;
  readonly reason: string;
  readonly ticketId: string | null;
  /** Who has it, or had it last when it was completed. */
  readonly agentId: string | null;
  /** The command that took it last, so that the same request finds what it took. */
  readonly takenWith: string | null;
};

type Row = CallbackRow | undefined;

/** Digits of the largest position a log can have (2^64 − 1). */
const DIGITS = 20;

const requested = (_row: Row, { data, occurredAt, position }: Logged<'CallbackRequested'>): Row => ({
  callbackId: data.callbackId,
  teamId: data.teamId,
  requesterId: data.requesterId,
  product: data.product,
  language: data.language,
  servedLanguage: data.servedLanguage,
  status: 'waiting',
  requestedAt: occurredAt,
  place: position.padStart(DIGITS, '0'),
  attempts: 0,
  phone: data.phone,
  reason: data.reason,
  ticketId: data.ticketId,
  agentId: null,
  takenWith: null,
});

const taken = (row: Row, { data, metadata }: Logged<'CallbackTaken'>): Row =>
  row && { ...row, status: 'taken', agentId: data.agentId, takenWith: metadata.commandId };

const completed = (row: Row, { data }: Logged<'CallbackCompleted'>): Row => row && { ...row, status: 'completed', agentId: data.agentId };

const unanswered = (row: Row, { data }: Logged<'CallbackUnanswered'>): Row =>
  row && { ...row, status: 'waiting', agentId: null, attempts: data.attempts };

const cancelled = (row: Row): Row => row && { ...row, status: 'cancelled', agentId: null };

/** K4: who waits to be called, first in, first out for each product and language. */
export const callbackQueue = defineProjection({
  name: 'callback-queue',
  version: 2,
  table: {
    columns: { status: 'text', product: 'text', servedLanguage: 'text', place: 'text', agentId: 'text', takenWith: 'text' },
    indexes: [['status', 'product', 'servedLanguage', 'place'], ['takenWith']],
  },
  keysOf: ({ data }) => [data.callbackId],
  on: {
    CallbackRequested: requested,
    CallbackTaken: taken,
    CallbackCompleted: completed,
    CallbackUnanswered: unanswered,
    CallbackCancelled: cancelled,
  },
});
