import type { Callback } from '@ledgerdesk/domain';
import type { QueuePosition } from '@ledgerdesk/projections';

/** A callback with its queue position, null if it is not waiting (K4). */
export const toCallbackEssentials = (callback: Callback, place: QueuePosition | null) => ({
  callbackId: callback.callbackId,
  status: callback.status,
  position: place?.position ?? null,
  expectedWaitSeconds: place?.expectedWaitSeconds ?? null,
  product: callback.product,
  servedLanguage: callback.servedLanguage,
  requestedAt: callback.requestedAt,
  attempts: callback.attempts,
  ticketId: callback.ticketId,
});
