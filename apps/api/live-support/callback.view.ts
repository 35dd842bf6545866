import type { Callback } from '@ledgerdesk/domain';
import type { OwnCallbackRow } from '@ledgerdesk/projections';
import type { Wait } from './queue-positions.js';

/** What is shown of a callback to its requester. */
type ShownCallback = Pick<
  Callback,
  | 'callbackId'
  | 'status'
  | 'cancelledFor'
  | 'terms'
  | 'product'
  | 'issueType'
  | 'servedLanguage'
  | 'requestedAt'
  | 'attempts'
  | 'ticketId'
>;

/** A callback, and how it waits (K4). */
export const toCallbackEssentials = (callback: ShownCallback, wait: Wait) => ({
  callbackId: callback.callbackId,
  status: callback.status,
  cancelledFor: callback.cancelledFor,
  position: wait.position ?? null,
  expectedWaitSeconds: wait.expectedWaitSeconds ?? null,
  agentsAvailable: wait.agentsAvailable ?? null,
  terms: callback.terms,
  resumesAt: wait.resumesAt,
  product: callback.product,
  issueType: callback.issueType,
  servedLanguage: callback.servedLanguage,
  requestedAt: callback.requestedAt,
  attempts: callback.attempts,
  ticketId: callback.ticketId,
});

/** A callback of a requester's list, and how it waits (K4). */
export const toOwnCallback = ({ requestId, ...row }: OwnCallbackRow, wait: Wait) =>
  toCallbackEssentials({ ...row, callbackId: requestId }, wait);
