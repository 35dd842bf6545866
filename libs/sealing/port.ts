import type { SubjectRef } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { Observable } from 'rxjs';

/** The key of a data subject. It seals the personal fields of events, and hashes what must not be stored in clear. */
export interface SubjectKey {
  /** Random; stands in each box that the key seals. */
  readonly id: string;
  readonly subject: SubjectRef;
  /** 32 random bytes. Never stored in clear, logged or shown. */
  readonly secret: Uint8Array;
}

/** A key that the store had lost when its subject was erased. */
interface LostKeyRef {
  readonly kind: 'lost';
  /** ID of the key. */
  readonly id: string;
}

/** What a tombstone is of. */
export type ErasedRef = SubjectRef | LostKeyRef;

/** Returns true for a subject, false for a lost key. */
export const isSubject = (erased: ErasedRef): erased is SubjectRef => erased.kind !== 'lost';

/**
 * A record that a subject was erased: its key is destroyed, and it never gets another one. Or that what a lost key
 * sealed counts as erased.
 */
export interface Tombstone {
  readonly subject: ErasedRef;
  /** Null: the subject had no key. */
  readonly keyId: string | null;
  readonly erasedAt: Instant;
}

/** What a key store knows of a key ID: the key, that its subject was erased, or nothing, which is a damage. */
export type KeyLookup = SubjectKey | 'erased' | undefined;

/** A key as `ledgerdesk doctor` checks it, without its secret. */
export interface StoredKey {
  readonly id: string;
  readonly subject: SubjectRef;
  /** ID of the master key that wraps it. */
  readonly masterKeyId: string;
  /** False if the master keys at hand do not unwrap it: it is damaged, or wrapped by another master key. */
  readonly opens: boolean;
}

/** A secret of the engine as `ledgerdesk doctor` checks it, without the secret itself. */
export interface StoredSecret extends Omit<StoredKey, 'subject'> {
  /** What it is for. */
  readonly name: string;
}

/**
 * The keys of data subjects: the only place from which a person can be erased. Keys are wrapped by a master key. Every
 * adapter satisfies the contract in `contract/`. Several threads and engines may use one store at a time; each drops
 * the keys of erased subjects from its cache within a second, and uses none from its cache after two seconds in which
 * it could not look for erasures, until it can.
 *
 * @example
 * const key = await keys.keyFor({ kind: 'member', id: 'acme.aiko' });
 * const sealed = sealEvent(event, key, place);
 * await keys.erase(key.subject, '2026-11-27T07:30:00.000Z');
 * await keys.keyById(key.id); // 'erased'
 */
export interface KeyStore {
  /** Returns the random id of the store, by which a log names it; undefined if it has none yet. */
  storeId(): Promise<string | undefined>;
  /** Gives the store an id unless it has one, and returns the one it has. Default: a random one. */
  nameStore(id?: string): Promise<string>;
  /**
   * Returns the key of a subject. Makes one if there is none: it is durable before the promise resolves.
   * @throws SubjectErased
   * @throws KeyUnusable if the key is stored, but cannot be unwrapped
   */
  keyFor(subject: SubjectRef): Promise<SubjectKey>;
  /** @throws KeyUnusable if the key is stored, but cannot be unwrapped */
  keyById(keyId: string): Promise<KeyLookup>;
  /** Returns the keys that the store knows of these, with one query for those that are not in memory. */
  lookUp(keyIds: readonly string[]): Promise<ReadonlyMap<string, SubjectKey | 'erased'>>;
  /** Returns a key without I/O, if it is in memory. Undefined says nothing about the store. */
  cachedById(keyId: string): KeyLookup;
  /** Returns the key of a subject without I/O, if it is in memory. */
  cachedFor(subject: SubjectRef): SubjectKey | undefined;
  /**
   * Destroys the key of a subject and records a tombstone: durable before the promise resolves. Has no effect on a
   * subject that is erased already. A subject without a key gets its tombstone too.
   *
   * `lostKeys`: IDs of keys that sealed events of the subject and that the store lost. Each gets a tombstone, also if
   * the subject was erased before: what they sealed counts as erased from then on. One of them may be named in place of
   * a subject, by the tombstone of another store.
   */
  erase(subject: ErasedRef, at: Instant, lostKeys?: readonly string[]): Promise<void>;
  isErased(subject: ErasedRef): Promise<boolean>;
  /** Lists tombstones in the order of their records. */
  tombstones(): Promise<readonly Tombstone[]>;
  /** Lists keys in the order of their IDs, after an ID. */
  keys(after: string, limit: number): Promise<readonly StoredKey[]>;
  /**
   * Returns the secret that hashes requests which concern no subject, such as those that changed nothing. Made once.
   * @throws RequestKeyDamaged
   * @throws KeyUnusable if the master key that wraps it is not at hand
   */
  requestKey(): Promise<SubjectKey['secret']>;
  /**
   * Makes a new secret of requests in place of a damaged one, and returns true. Requests that the old one has hashed
   * are not known as the same any more. Returns false if the stored one is not damaged.
   */
  replaceRequestKey(): Promise<boolean>;
  /** Lists the secrets that are no keys of subjects, such as that of requests. */
  engineSecrets(): Promise<readonly StoredSecret[]>;
  /**
   * Wraps some keys, which an earlier master key wraps, with the current one. Returns how many; 0 at the end. May be
   * called while engines use the store.
   */
  rewrap(limit?: number): Promise<number>;
  /**
   * Replaces the master keys under a lock that excludes other rotations and new keys. `change` writes the master keys
   * to where they are read from, the new one first. Afterwards no engine wraps a key with an earlier one.
   */
  retireMasterKeys(change: () => void): Promise<void>;
  /** Calls `drop` while no key is made, if the current master key wraps every key. Returns false otherwise. */
  dropMasterKeys(drop: () => void): Promise<boolean>;
  /** Emits each subject that was erased here or elsewhere, when its key is dropped from memory. */
  readonly erasures: Observable<SubjectRef>;
  /**
   * Returns false if erasures of others could not be looked for within two seconds: no key in memory is used, and
   * nothing in clear that is kept elsewhere must be, until they can be.
   */
  isCurrent(): boolean;
  /** Emits when all keys are dropped from memory, since erasures of others could not be looked for within a minute. */
  readonly lapses: Observable<void>;
  close(): Promise<void>;
}
