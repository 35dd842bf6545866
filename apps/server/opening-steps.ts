import type { OpeningStep } from '@ledgerdesk/event-store';
import { type EngineStart, recordStart } from './engine-start.js';
import { keyStorePlace } from './keys/key-store-place.js';
import { recordKeyStore } from './keys/key-store-use.js';

/**
 * What a process records before its first event. `keyStoreId`: its key store, if the log has yet to name it. That comes
 * first, so that a process whose key store is refused has recorded nothing.
 */
export const openingSteps = (start: EngineStart, keyStoreId: string | undefined): readonly OpeningStep[] => {
  const { settings, origin } = start;
  const use =
    keyStoreId === undefined
      ? []
      : [recordKeyStore({ id: keyStoreId, place: keyStorePlace(settings), tenant: settings.TENANT, origin })];
  return [...use, recordStart(start)];
};
