import { KeyMissing, type StoredEvent } from '@ledgerdesk/event-store';
import { type BoxContents, openBox, parseSealed } from './box.js';
import type { KeyStore } from './port.js';

/**
 * Returns what lies in the box of an event: what a proof discloses, without secrets. Undefined: it has no box, is
 * erased, or is of an earlier version that commits to keys of files as they are.
 */
export type OpenContents = (event: StoredEvent) => Promise<BoxContents | undefined>;

/**
 * Makes a function that opens the boxes of single events with the keys of a key store. It rejects with KeyMissing or
 * SealBroken if a box cannot be opened that should.
 */
export const openContentsWith =
  (keys: Pick<KeyStore, 'keyById'>): OpenContents =>
  async (event) => {
    const sealed = parseSealed(event);
    if (!sealed) return undefined;
    const key = await keys.keyById(sealed.box.key);
    if (key === undefined) throw new KeyMissing(event, sealed.box.key);
    return key === 'erased' ? undefined : openBox(event, sealed.box, key);
  };
