import { isEngineEvent } from '@ledgerdesk/events';
import { isSealed, KeyMissing, noteUnsealFailure, type StoredEvent, type Unsealer } from '@ledgerdesk/event-store';
import { sealingKeyOf, unsealEvent } from './box.js';
import { KeyUnusable } from './errors.js';
import type { KeyLookup, KeyStore } from './port.js';

/** What unsealing needs of a key store. */
type Keys = Pick<KeyStore, 'cachedById' | 'lookUp' | 'keyById' | 'erasures'>;

/** Returns the key of a box, or why there is none. */
type Find = (keyId: string) => KeyLookup | Error;

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
    keys.erasures.subscribe(() => {
      this.#kept = new WeakMap();
    });
  }

  unseal(events: readonly StoredEvent[]): readonly StoredEvent[] | Promise<readonly StoredEvent[]> {
    const unknown = this.#unknownKeys(events);
    if (unknown === undefined) return events;
    if (unknown.length === 0) return events.map((event) => this.#opened(event, (id) => this.keys.cachedById(id)));
    return this.#lookUp(unknown).then((find) => events.map((event) => this.#opened(event, find)));
  }

  unsealKept(events: readonly StoredEvent[]): readonly StoredEvent[] | undefined {
    if (!events.some(isBox)) return events;
    const clear: StoredEvent[] = [];
    for (const event of events) {
      const kept = this.#kept.get(event) ?? this.#openKnown(event);
      if (!kept) return undefined;
      clear.push(kept);
    }
    return clear;
  }

  lookUpKeys(events: readonly StoredEvent[]): Promise<void> | undefined {
    const unknown = this.#unknownKeys(events) ?? [];
    return unknown.length === 0 ? undefined : this.#lookUp(unknown).then(() => undefined);
  }

  #openKnown(event: StoredEvent): StoredEvent | undefined {
    if (!isBox(event)) return event;
    if (this.keys.cachedById(sealingKeyOf(event) ?? '') === undefined) return undefined;
    const opened = this.#opened(event, (id) => this.keys.cachedById(id));
    this.#kept.set(event, opened);
    return opened;
  }

  /** The IDs of keys that are not in memory; undefined if no event is sealed. */
  #unknownKeys(events: readonly StoredEvent[]): readonly string[] | undefined {
    let unknown: string[] | undefined;
    for (const event of events) {
      if (!isBox(event)) continue;
      unknown ??= [];
      const keyId = sealingKeyOf(event);
      if (keyId !== undefined && this.keys.cachedById(keyId) === undefined) unknown.push(keyId);
    }
    return unknown;
  }

  async #lookUp(keyIds: readonly string[]): Promise<Find> {
    const find = await this.keys.lookUp(keyIds).then(
      (found) => (keyId: string) => found.get(keyId),
      (error: unknown) => {
        if (error instanceof KeyUnusable) return this.#lookUpEach(keyIds);
        throw error;
      },
    );
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
