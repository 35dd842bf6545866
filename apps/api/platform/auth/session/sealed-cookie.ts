import { isRecord } from '@ledgerdesk/kernel';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { hkdfSync } from 'node:crypto';

const KEY_BYTES = 32;
/** Longer texts are not opened. Browsers keep cookies of up to 4,096 bytes. */
const MAX_LENGTH = 4_096;
const HEADER = { alg: 'dir', enc: 'A256GCM' } as const;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Seals the contents of cookies: JWE in compact form (RFC 7516) with AES-256-GCM under a key that is derived from the
 * engine's by HKDF (RFC 5869). `purpose` is part of the derivation: a cookie opens only for what it was sealed for.
 */
export class SealedCookie {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array, purpose: string) {
    this.#key = new Uint8Array(hkdfSync('sha256', key, '', `ledgerdesk ${purpose}`, KEY_BYTES));
  }

  /** The text of a cookie: letters, digits, `-`, `_` and `.`. */
  seal(content: object): Promise<string> {
    return new CompactEncrypt(encoder.encode(JSON.stringify(content))).setProtectedHeader(HEADER).encrypt(this.#key);
  }

  /** The content; undefined for a text that was not sealed with this key and purpose, or was changed. */
  async open(text: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    if (text.length > MAX_LENGTH) return undefined;
    try {
      const { plaintext } = await compactDecrypt(text, this.#key, {
        keyManagementAlgorithms: [HEADER.alg],
        contentEncryptionAlgorithms: [HEADER.enc],
      });
      const content: unknown = JSON.parse(decoder.decode(plaintext));
      return isRecord(content) ? content : undefined;
    } catch {
      return undefined;
    }
  }
}
