import { isEngineEvent } from '@ledgerdesk/events';
import { isSealed, KeyMissing, noteUnsealFailure, type StoredEvent, type Unsealer } from '@ledgerdesk/event-store';
import { sealingKeyOf, unsealEvent } from './box.js';
import { KeyUnusable } from './errors.js';
import { merge } from 'rxjs';
import type { KeyLookup, KeyStore } from './port.js';

/** What unsealing needs of a key store. */
type Keys = Pick<KeyStore, 'cachedById' | 'lookUp' | 'keyById' | 'erasures' | 'isCurrent' | 'lapses'>;

/** Returns the key of a box, or why there is none. */
type Find = (keyId: string) => KeyLookup | Error;

/** The IDs of the keys of sealed events; undefined if no event is sealed. */
const keyIdsOf = (events: readonly StoredEvent[]): readonly string[] | undefined => {
  const boxes = events.filter(isBox);
  return boxes.length === 0 ? undefined : boxes.flatMap((event) => sealingKeyOf(event) ?? []);
};

/** Only the engine's own events are opened: clients may record what looks like a box in other streams. */
const isBox = (event: StoredEvent): boolean => isSealed(event) && isEngineEvent(event);

/**
 * Opens the boxes of events with the keys of a key store.
 *
 * @example
 * const log = new EngineLog(stored, { unsealer: new KeyUnsealer(keys) });
 */
export class KeyUnsealer implements Unsealer {
  /** Events in clear by the stored ones, as long as those are in memory and nobody is erased. */
  #kept = new WeakMap<StoredEvent, StoredEvent>();

  constructor(private readonly keys: Keys) {
    merge(keys.erasures, keys.lapses).subscribe(() => {
      this.#kept = new WeakMap();
    });
  }

  unseal(events: readonly StoredEvent[]): readonly StoredEvent[] | Promise<readonly StoredEvent[]> {
    const keyIds = keyIdsOf(events);
    if (keyIds === undefined) return events;
    const known = this.#inMemory(keyIds);
    if (known) return events.map((event) => this.#opened(event, known));
    return this.#lookUp(keyIds).then((find) => events.map((event) => this.#opened(event, find)));
  }

  unsealKept(events: readonly StoredEvent[]): readonly StoredEvent[] | undefined {
    if (!events.some(isBox)) return events;
    if (!this.keys.isCurrent()) return undefined;
    const clear: StoredEvent[] = [];
    for (const event of events) {
      const kept = this.#kept.get(event) ?? this.#openKnown(event);
      if (!kept) return undefined;
      clear.push(kept);
    }
    return clear;
  }

  lookUpKeys(events: readonly StoredEvent[]): Promise<void> | undefined {
    const keyIds = keyIdsOf(events) ?? [];
    return this.#inMemory(keyIds) ? undefined : this.#lookUp(keyIds).then(() => undefined);
  }

  #openKnown(event: StoredEvent): StoredEvent | undefined {
    if (!isBox(event)) return event;
    const known = this.#inMemory([sealingKeyOf(event) ?? '']);
    if (!known) return undefined;
    const opened = this.#opened(event, known);
    this.#kept.set(event, opened);
    return opened;
  }

  /** The keys, taken from memory at one time since they may lapse; undefined if one of them is not there. */
  #inMemory(keyIds: readonly string[]): Find | undefined {
    const known = new Map<string, KeyLookup>();
    for (const keyId of keyIds) {
      const key = known.get(keyId) ?? this.keys.cachedById(keyId);
      if (key === undefined) return undefined;
      known.set(keyId, key);
    }
    return (keyId) => known.get(keyId);
  }

  async #lookUp(keyIds: readonly string[]): Promise<Find> {
    const find = await this.keys.lookUp(keyIds).then(
      (found) => (keyId: string) => found.get(keyId),
      (error: unknown) => {
        if (error instanceof KeyUnusable) return this.#lookUpEach(keyIds);
        throw error;
      },
    );
    // The subject may have been erased meanwhile.
    return (keyId) => this.keys.cachedById(keyId) ?? find(keyId);
  }

  /** One key that cannot be used does not keep others from being read. */
  async #lookUpEach(keyIds: readonly string[]): Promise<Find> {
    const found = new Map<string, KeyLookup | Error>();
    for (const keyId of new Set(keyIds))
      found.set(
        keyId,
        await this.keys.keyById(keyId).catch((error: unknown) => {
          if (error instanceof KeyUnusable) return error;
          throw error;
        }),
      );
    return (keyId) => found.get(keyId);
  }

  #opened(event: StoredEvent, find: Find): StoredEvent {
    if (!isBox(event)) return event;
    const keyId = sealingKeyOf(event) ?? '';
    const key = find(keyId) ?? new KeyMissing(event, keyId);
    try {
      if (key instanceof Error) throw key;
      return unsealEvent(event, key);
    } catch (error) {
      noteUnsealFailure(event, error instanceof Error ? error : new KeyMissing(event, keyId));
      return event;
    }
  }
}
