import type { Callback } from '@ledgerdesk/domain';
import type { CallbackRow } from '@ledgerdesk/projections';

/** What a requester sees of a callback; `position` 1 is next, null is not waiting (K4). */
export const callbackEssentials = (callback: Callback | CallbackRow, position: number | null) => ({
  callbackId: callback.callbackId,
  status: callback.status,
  position,
  product: callback.product,
  servedLanguage: callback.servedLanguage,
  requestedAt: callback.requestedAt,
  attempts: callback.attempts,
  ticketId: callback.ticketId,
});
