import type { CallbackCancellation, CallbackEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { WaitingRequest } from '../entitlement/live-hours.js';

export type CallbackStatus = 'waiting' | 'taken' | 'completed' | 'cancelled' | 'given-up';

/** A request for a call; `waiting` again after an unanswered attempt (K4). */
export interface Callback extends WaitingRequest {
  readonly callbackId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly ticketId: string | null;
  readonly requestedAt: Instant;
  /** Since when it has waited without a break. */
  readonly waitingSince: Instant;
  readonly status: CallbackStatus;
  readonly agentId: string | null;
  /** Engagement of the current agent, or of the last one. */
  readonly engagementId: string | null;
  /** Number of unanswered calls. */
  readonly attempts: number;
  /** Null unless cancelled. */
  readonly cancelledFor: CallbackCancellation | null;
  readonly issueType: string | null;
  /** True once the phone number and the reason are erased with the requester. */
  readonly erased: boolean;
}

/** Returns the callback after an event; undefined before its request. */
export const evolve = (
  callback: Callback | undefined,
  event: CallbackEvent,
  occurredAt: Instant,
): Callback | undefined => {
  if (event.type === 'CallbackRequested') {
    const { callbackId, teamId, requesterId, product, servedLanguage, ticketId } = event.data;
    const { terms, timeZone, issueType } = event.data;
    return {
      callbackId,
      teamId,
      requesterId,
      product,
      servedLanguage,
      ticketId,
      requestedAt: occurredAt,
      waitingSince: occurredAt,
      status: 'waiting',
      agentId: null,
      engagementId: null,
      attempts: 0,
      terms,
      timeZone,
      issueType,
      retryAt: null,
      cancelledFor: null,
      erased: false,
    };
  }
  if (!callback) return callback;
  switch (event.type) {
    case 'CallbackTaken':
      return { ...callback, status: 'taken', agentId: event.data.agentId, engagementId: event.data.engagementId };
    case 'CallbackCompleted':
      return { ...callback, status: 'completed' };
    case 'CallbackUnanswered': {
      const { attempts, retryAt } = event.data;
      return { ...callback, status: 'waiting', agentId: null, attempts, retryAt, waitingSince: occurredAt };
    }
    case 'CallbackReturned':
      return { ...callback, status: 'waiting', agentId: null, waitingSince: occurredAt };
    case 'CallbackTransferred': {
      const { toAgentId: agentId, toEngagementId } = event.data;
      return agentId === null
        ? { ...callback, status: 'waiting', agentId, waitingSince: occurredAt }
        : { ...callback, agentId, engagementId: toEngagementId };
    }
    case 'CallbackGivenUp':
      return { ...callback, status: 'given-up', ticketId: event.data.ticketId };
    case 'CallbackCancelled':
      return { ...callback, status: 'cancelled', agentId: null, cancelledFor: event.data.reason };
    case 'CallbackErased':
      return { ...callback, erased: true };
    case 'CallbackLanguageChanged':
      return { ...callback, servedLanguage: event.data.servedLanguage };
  }
};
