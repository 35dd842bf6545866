import type { ServedLanguage } from './words.js';
import { defineEvent, type EventOf } from './definition.js';

interface CallbackKey { callbackId: string; teamId: string; requesterId: string; product: string }

export type CallbackRequested = EventOf<'CallbackRequested', CallbackKey & {
  /** E.164 (K2). */
  phone: string;
  reason: string;
  language: string;
  servedLanguage: ServedLanguage;
  ticketId: string | null;
}>;
export type CallbackTaken = EventOf<'CallbackTaken', CallbackKey & { agentId: string }>;
export type CallbackCompleted = EventOf<'CallbackCompleted', CallbackKey & { agentId: string }>;
/** Nobody picked up: it waits again, where it stood (K4). `attempts` counts the calls made so far. */
export type CallbackUnanswered = EventOf<'CallbackUnanswered', CallbackKey & { agentId: string; attempts: number }>;
export type CallbackCancelled = EventOf<'CallbackCancelled', CallbackKey>;
export type CallbackEvent = CallbackRequested | CallbackTaken | CallbackCompleted | CallbackUnanswered | CallbackCancelled;

const key = { callbackId: 'c-1', teamId: 'acme', requesterId: 'aiko', product: 'dropbox' };

export const callbackEvents = [
  defineEvent<CallbackRequested>('CallbackRequested', {
    personal: ['phone', 'reason'],
    sample: { ...key, phone: '+81312345678', reason: 'Nobody can sign in.', language: 'ja', servedLanguage: 'ja', ticketId: 't-1' },
  }),
  defineEvent<CallbackTaken>('CallbackTaken', { sample: { ...key, agentId: 'kenji' } }),
  defineEvent<CallbackCompleted>('CallbackCompleted', { sample: { ...key, agentId: 'kenji' } }),
  defineEvent<CallbackUnanswered>('CallbackUnanswered', { sample: { ...key, agentId: 'kenji', attempts: 1 } }),
  defineEvent<CallbackCancelled>('CallbackCancelled', { sample: key }),
];
