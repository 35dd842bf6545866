import { isSealed, type StoredEvent } from '@ledgerdesk/event-store';
import { subjectOf } from '@ledgerdesk/events';
import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';
import { type KeyStore, sealingKeyOf, type SubjectKey, type SubjectRef } from '@ledgerdesk/sealing';
import { damage, type Finding, unknown } from '../finding.js';
import type { Report } from '../findings.js';
import { type CheckedEvent, type LogCheck, placeOf } from '../log-check.js';

/** The subject that an event names for its personal fields. */
const ownerOf = ({ stored, data }: CheckedEvent): SubjectRef | undefined =>
  data && subjectOf({ type: stored.type, data });

const nameOf = ({ kind, id }: SubjectRef): string => `${kind} ${id}`;

/**
 * Opens the box of every sealed event, and compares its contents with the commitment. A key that is missing without a
 * record that its subject was erased is damage; the boxes of an erased subject stay closed.
 */
export class SealedBoxes implements LogCheck {
  /** `keys`: undefined if there are none, or no master key is at hand. */
  constructor(private readonly keys: Pick<KeyStore, 'keyById' | 'cachedById' | 'isErased'> | undefined) {}

  check(event: CheckedEvent, report: Report): void | Promise<void> {
    if (isSealed(event.stored)) return this.checkBox(event, report);
  }

  private async checkBox(event: CheckedEvent, report: Report): Promise<void> {
    const finding = await this.flawOf(event);
    if (finding) report(finding);
  }

  private async flawOf(event: CheckedEvent): Promise<Finding | undefined> {
    const { stored } = event;
    const keyId = sealingKeyOf(stored);
    if (keyId === undefined) return damage('seal-broken', placeOf(stored), 'its box names no key');
    if (!this.keys) return unknown('key-unusable', placeOf(stored), 'there is no key store, or no master key is set');
    try {
      const key = this.keys.cachedById(keyId) ?? (await this.keys.keyById(keyId));
      if (key === 'erased') return await erasedFlaw(event, this.keys);
      return key === undefined ? missing(stored, keyId) : openedFlaw(event, key);
    } catch (error) {
      if (errorCodeOf(error) !== 'key-unusable') throw error;
      return unknown('key-unusable', placeOf(stored), messageOf(error));
    }
  }
}

const missing = (stored: StoredEvent, keyId: string): Finding =>
  damage('key-missing', placeOf(stored), `its key ${keyId} is not in the key store, and its subject was not erased`);

/** A box of somebody who was not erased, but that names a key that was destroyed, shows nothing of what was written. */
const erasedFlaw = async (event: CheckedEvent, keys: Pick<KeyStore, 'isErased'>): Promise<Finding | undefined> => {
  const { stored } = event;
  const owner = ownerOf(event);
  event.open('erased');
  if (!owner || (await keys.isErased(owner))) return undefined;
  return damage('seal-broken', placeOf(stored), 'its box names a destroyed key, but its subject was not erased');
};

const openedFlaw = (event: CheckedEvent, key: SubjectKey): Finding | undefined => {
  const { stored } = event;
  const owner = ownerOf(event);
  if (owner !== undefined && nameOf(owner) !== nameOf(key.subject))
    return damage('seal-broken', placeOf(stored), 'its box is sealed with the key of another subject');
  try {
    event.open(key);
    return undefined;
  } catch (error) {
    if (errorCodeOf(error) !== 'seal-broken') throw error;
    return damage('seal-broken', placeOf(stored), messageOf(error));
  }
};
