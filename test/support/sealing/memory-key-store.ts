import type { SubjectRef } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import {
  type ErasedRef,
  isSubject,
  type KeyLookup,
  type KeyStore,
  RequestKeyDamaged,
  type StoredKey,
  type StoredSecret,
  SubjectErased,
  type SubjectKey,
  type Tombstone,
} from '@ledgerdesk/sealing';
import { randomBytes } from 'node:crypto';
import { NEVER, Subject } from 'rxjs';

const nameOf = ({ kind, id }: SubjectRef): string => `${kind} ${id}`;

/** Keys that several stores in one process share. */
export class SharedKeys {
  readonly bySubject = new Map<string, SubjectKey>();
  readonly tombstones = new Map<string, Tombstone>();
  /** Times of the erasures of lost keys, by the IDs of the keys. */
  readonly lostKeys = new Map<string, Instant>();
  readonly erasures = new Subject<SubjectRef>();
  requestKey = new Uint8Array(randomBytes(32));
  /** Set by tests: the secret of requests does not open. */
  isRequestKeyDamaged = false;
  storeId: string | undefined;
}

/** A key store in memory, for tests of what needs one. */
export class MemoryKeyStore implements KeyStore {
  readonly erasures: KeyStore['erasures'];
  readonly lapses: KeyStore['lapses'] = NEVER;

  constructor(readonly shared = new SharedKeys()) {
    this.erasures = shared.erasures;
  }

  async keyFor(subject: SubjectRef): Promise<SubjectKey> {
    const name = nameOf(subject);
    if (this.shared.tombstones.has(name)) throw new SubjectErased(subject);
    const known = this.shared.bySubject.get(name);
    if (known) return known;
    const key = { id: randomBytes(16).toString('base64url'), subject, secret: new Uint8Array(randomBytes(32)) };
    this.shared.bySubject.set(name, key);
    return key;
  }

  async keyById(keyId: string): Promise<KeyLookup> {
    return this.cachedById(keyId);
  }

  async lookUp(keyIds: readonly string[]): Promise<ReadonlyMap<string, SubjectKey | 'erased'>> {
    const found = new Map<string, SubjectKey | 'erased'>();
    for (const keyId of keyIds) {
      const key = this.cachedById(keyId);
      if (key !== undefined) found.set(keyId, key);
    }
    return found;
  }

  async storeId(): Promise<string | undefined> {
    return this.shared.storeId;
  }

  async nameStore(id = randomBytes(16).toString('base64url')): Promise<string> {
    return (this.shared.storeId ??= id);
  }

  async rewrap(): Promise<number> {
    return 0;
  }

  async retireMasterKeys(change: () => void): Promise<void> {
    change();
  }

  async dropMasterKeys(drop: () => void): Promise<boolean> {
    drop();
    return true;
  }

  cachedById(keyId: string): KeyLookup {
    if (this.shared.lostKeys.has(keyId)) return 'erased';
    for (const tombstone of this.shared.tombstones.values()) if (tombstone.keyId === keyId) return 'erased';
    return [...this.shared.bySubject.values()].find(({ id }) => id === keyId);
  }

  cachedFor(subject: SubjectRef): SubjectKey | undefined {
    return this.shared.bySubject.get(nameOf(subject));
  }

  isCurrent(): boolean {
    return true;
  }

  async erase(subject: ErasedRef, erasedAt: Instant, lostKeys: readonly string[] = []): Promise<void> {
    for (const keyId of isSubject(subject) ? lostKeys : [subject.id])
      if (!(await this.keyById(keyId))) this.shared.lostKeys.set(keyId, erasedAt);
    if (!isSubject(subject)) return;
    const name = nameOf(subject);
    if (this.shared.tombstones.has(name)) return;
    const keyId = this.shared.bySubject.get(name)?.id ?? null;
    this.shared.tombstones.set(name, { subject, keyId, erasedAt });
    this.shared.bySubject.delete(name);
    this.shared.erasures.next(subject);
  }

  async isErased(subject: ErasedRef): Promise<boolean> {
    if (!isSubject(subject)) return this.shared.lostKeys.has(subject.id);
    return this.shared.tombstones.has(nameOf(subject));
  }

  async tombstones(): Promise<readonly Tombstone[]> {
    const lost = [...this.shared.lostKeys].map(([id, erasedAt]): Tombstone => ({
      subject: { kind: 'lost', id },
      keyId: id,
      erasedAt,
    }));
    return [...lost, ...this.shared.tombstones.values()];
  }

  async keys(after: string, limit: number): Promise<readonly StoredKey[]> {
    return [...this.shared.bySubject.values()]
      .filter(({ id }) => id > after)
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .slice(0, limit)
      .map(({ id, subject }) => ({ id, subject, masterKeyId: 'memory', opens: true }));
  }

  async requestKey(): Promise<Uint8Array> {
    if (this.shared.isRequestKeyDamaged) throw new RequestKeyDamaged('requests');
    return this.shared.requestKey;
  }

  async replaceRequestKey(): Promise<boolean> {
    if (!this.shared.isRequestKeyDamaged) return false;
    this.shared.requestKey = new Uint8Array(randomBytes(32));
    this.shared.isRequestKeyDamaged = false;
    return true;
  }

  async engineSecrets(): Promise<readonly StoredSecret[]> {
    return [{ id: 'requests', name: 'requests', masterKeyId: 'memory', opens: !this.shared.isRequestKeyDamaged }];
  }

  async close(): Promise<void> {}
}
