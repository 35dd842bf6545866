import type { SubjectRef } from '@ledgerdesk/events';
import { LRUCache } from 'lru-cache';
import type { KeyLookup, SubjectKey } from './port.js';

/** Keys in memory for one store, about 10 MB. The least recently used are dropped beyond. */
const MAX_KEYS = 20_000;

/** Names a subject in maps. Kinds have no spaces. */
const subjectName = ({ kind, id }: SubjectRef): string => `${kind} ${id}`;

/** Keys in memory, at most a number of them, by ID and by subject. */
export class KeyCache {
  readonly #byId: LRUCache<string, SubjectKey | 'erased'>;
  readonly #bySubject: LRUCache<string, SubjectKey>;

  constructor(max = MAX_KEYS) {
    // With `max`, LRUCache allocates room for all keys at once.
    this.#byId = new LRUCache({ maxSize: max, sizeCalculation: () => 1 });
    this.#bySubject = new LRUCache({ maxSize: max, sizeCalculation: () => 1 });
  }

  get isEmpty(): boolean {
    return this.#byId.size === 0;
  }

  byId(keyId: string): KeyLookup {
    return this.#byId.get(keyId);
  }

  bySubject(subject: SubjectRef): SubjectKey | undefined {
    return this.#bySubject.get(subjectName(subject));
  }

  add(key: SubjectKey): void {
    this.#byId.set(key.id, key);
    this.#bySubject.set(subjectName(key.subject), key);
  }

  /** Replaces the key of a subject, if it has one, by a note that it is erased. */
  drop(subject: SubjectRef, keyId: string | null): void {
    this.#bySubject.delete(subjectName(subject));
    if (keyId !== null) this.#byId.set(keyId, 'erased');
  }

  clear(): void {
    this.#byId.clear();
    this.#bySubject.clear();
  }
}
