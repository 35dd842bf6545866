import type { CallbackEvent, ServedLanguage } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';

export type CallbackStatus = 'waiting' | 'taken' | 'completed' | 'cancelled' | 'given-up';

/** A request for a call; `waiting` again after an unanswered attempt (K4). */
export interface Callback {
  readonly callbackId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly product: string;
  readonly servedLanguage: ServedLanguage;
  readonly ticketId: string | null;
  readonly requestedAt: Instant;
  readonly status: CallbackStatus;
  readonly agentId: string | null;
  /** Engagement of the current agent, or of the last one. */
  readonly engagementId: string | null;
  /** Number of unanswered calls. */
  readonly attempts: number;
}

/** Returns the callback after an event; undefined before its request. */
export const evolve = (
  callback: Callback | undefined,
  event: CallbackEvent,
  occurredAt: Instant,
): Callback | undefined => {
  if (event.type === 'CallbackRequested') {
    const { callbackId, teamId, requesterId, product, servedLanguage, ticketId } = event.data;
    return {
      callbackId,
      teamId,
      requesterId,
      product,
      servedLanguage,
      ticketId,
      requestedAt: occurredAt,
      status: 'waiting',
      agentId: null,
      engagementId: null,
      attempts: 0,
    };
  }
  if (!callback) return callback;
  switch (event.type) {
    case 'CallbackTaken':
      return { ...callback, status: 'taken', agentId: event.data.agentId, engagementId: event.data.engagementId };
    case 'CallbackCompleted':
      return { ...callback, status: 'completed' };
    case 'CallbackUnanswered':
      return { ...callback, status: 'waiting', agentId: null, attempts: event.data.attempts };
    case 'CallbackReturned':
      return { ...callback, status: 'waiting', agentId: null };
    case 'CallbackGivenUp':
      return { ...callback, status: 'given-up', ticketId: event.data.ticketId };
    case 'CallbackCancelled':
      return { ...callback, status: 'cancelled' };
  }
};
