import type { SubjectRef } from '@ledgerdesk/events';
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { KeyUnusable } from './errors.js';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const ID_BYTES = 9;

/** The key of a subject as it is stored. */
export interface WrappedKey {
  readonly keyId: string;
  readonly subject: Omit<SubjectRef, 'kind'> & { readonly kind: string };
  readonly masterKeyId: string;
  /** IV, ciphertext and tag, base64url. */
  readonly wrapped: string;
}

type KeyName = Pick<WrappedKey, 'keyId' | 'subject'>;

/** A wrapped key unwraps only under its own ID and subject. */
const associatedData = ({ keyId, subject: { kind, id } }: KeyName): Buffer =>
  Buffer.from(JSON.stringify([keyId, kind, id]));

/** Names a master key without revealing it. */
const idOf = (key: Uint8Array): string =>
  createHash('sha256').update('ledgerdesk master key').update(key).digest().subarray(0, ID_BYTES).toString('base64url');

/** The master keys at hand: the first wraps, all of them unwrap. */
export interface MasterKeySource {
  /** Returns keys of 32 bytes, the current one first, then those before it. Called again when they may have changed. */
  readonly read: () => readonly Uint8Array[];
}

/**
 * Wraps and unwraps keys of subjects with AES-256-GCM. Reads its keys again when it meets a key that none of them
 * wraps, so that a running engine follows a rotation.
 *
 * @example
 * const masterKeys = new MasterKeys({ read: () => [current, previous] });
 * const wrapped = masterKeys.wrap({ keyId, subject }, secret);
 * masterKeys.unwrap(wrapped); // secret
 */
export class MasterKeys {
  #keys: readonly { readonly id: string; readonly key: Uint8Array }[] = [];

  constructor(private readonly source: MasterKeySource) {
    this.reload();
  }

  /** ID of the key that wraps. */
  get currentId(): string {
    return this.#keys[0]?.id ?? '';
  }

  /** IDs of the keys at hand, the one that wraps first. */
  get ids(): readonly string[] {
    return this.#keys.map(({ id }) => id);
  }

  /** Reads the keys again, for example after a rotation. */
  reload(): void {
    this.#keys = this.source.read().map((key) => ({ id: idOf(key), key }));
    if (this.#keys.length === 0 || this.#keys.some(({ key }) => key.length !== KEY_BYTES))
      throw new RangeError(`A master key has ${KEY_BYTES} bytes.`);
  }

  wrap(name: KeyName, secret: Uint8Array): WrappedKey {
    const [current] = this.#keys;
    if (!current) throw new RangeError('There is no master key.');
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, current.key, iv, { authTagLength: TAG_BYTES }).setAAD(associatedData(name));
    const wrapped = Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
    return {
      keyId: name.keyId,
      subject: name.subject,
      masterKeyId: current.id,
      wrapped: wrapped.toString('base64url'),
    };
  }

  /** @throws KeyUnusable if no master key at hand wraps it, or if it is damaged */
  unwrap(stored: WrappedKey): Uint8Array {
    const found = this.#find(stored.masterKeyId);
    if (!found) throw new KeyUnusable(stored.keyId, stored.masterKeyId);
    const bytes = Buffer.from(stored.wrapped, 'base64url');
    const end = Math.max(bytes.length - TAG_BYTES, IV_BYTES);
    try {
      const decipher = createDecipheriv(CIPHER, found, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(associatedData(stored))
        .setAuthTag(bytes.subarray(end));
      return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, end)), decipher.final()]));
    } catch (error) {
      throw new KeyUnusable(stored.keyId, stored.masterKeyId, error);
    }
  }

  /** Returns true if one of the keys at hand has this ID. */
  has(masterKeyId: string): boolean {
    return this.#find(masterKeyId) !== undefined;
  }

  #find(masterKeyId: string): Uint8Array | undefined {
    const find = (): Uint8Array | undefined => this.#keys.find(({ id }) => id === masterKeyId)?.key;
    const known = find();
    if (known) return known;
    this.reload();
    return find();
  }
}
