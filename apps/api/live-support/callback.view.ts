import type { Callback } from '@ledgerdesk/domain';
import type { QueuePosition } from '@ledgerdesk/projections';

/** A callback with its queue position, null if it is not waiting (K4). */
export const toCallbackEssentials = (callback: Callback, queued: QueuePosition | null) => ({
  callbackId: callback.callbackId,
  status: callback.status,
  position: queued?.position ?? null,
  expectedWaitSeconds: queued?.expectedWaitSeconds ?? null,
  product: callback.product,
  servedLanguage: callback.servedLanguage,
  requestedAt: callback.requestedAt,
  attempts: callback.attempts,
  ticketId: callback.ticketId,
});
