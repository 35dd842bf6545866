import type { Callback } from '@ledgerdesk/domain';
import type { Wait } from './queue-positions.js';

/** A callback, and how it waits (K4). */
export const toCallbackEssentials = (callback: Callback, wait: Wait) => ({
  callbackId: callback.callbackId,
  status: callback.status,
  cancelledFor: callback.cancelledFor,
  position: wait.position ?? null,
  expectedWaitSeconds: wait.expectedWaitSeconds ?? null,
  terms: callback.terms,
  resumesAt: wait.resumesAt,
  product: callback.product,
  issueType: callback.issueType,
  servedLanguage: callback.servedLanguage,
  requestedAt: callback.requestedAt,
  attempts: callback.attempts,
  ticketId: callback.ticketId,
});
