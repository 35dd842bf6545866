import { isEngineEvent } from '@ledgerdesk/events';
import { envelopeText, leafHashOfText } from '@ledgerdesk/ledger';
import { isForeign } from './esdb-format.js';
import { isLogIdentity } from './log-identity.js';
import type { StoredEvent } from './port.js';

/** What the tree of a log covers of an event: everything but its position, which depends on the store. */
export type LeafEvent = Omit<StoredEvent, 'position'>;

/**
 * True if the tree of the log has a leaf for the event: it is one of the engine's own, and not the event that holds the
 * log's id, which a copy of the log does not have.
 */
export const isLeaf = (event: Pick<StoredEvent, 'stream' | 'type' | 'metadata'>): boolean =>
  isEngineEvent(event) && !isForeign(event) && !isLogIdentity(event);

/** The leaf hash of an event as it is stored; undefined if the tree has no leaf for it. */
export const leafOf = (event: LeafEvent): Uint8Array | undefined =>
  isLeaf(event) ? leafHashOfText(envelopeText(event)) : undefined;
