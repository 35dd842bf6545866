import { Ajv, type ValidateFunction } from 'ajv';
import { CompactEncrypt, CompactSign, compactDecrypt, compactVerify } from 'jose';
import { hkdfSync } from 'node:crypto';

/** What a token is for. Each purpose has a key and a type of its own, so that no token passes for another. */
export type TokenPurpose = 'quote' | 'removal' | 'seats' | 'upload';

const KEY_BYTES = 32;

/** The key of a purpose, derived from the engine's key (HKDF, RFC 5869). */
const keyFor = (key: Uint8Array, purpose: TokenPurpose): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, '', `ledgerdesk token ${purpose}`, KEY_BYTES));

/** The header `typ` of a purpose (RFC 8725, 3.11). */
const typeOf = (purpose: TokenPurpose): string => `ledgerdesk-${purpose}`;

/** Types of tokens that version 0.1.0 signed with the engine's key itself. Accepted for one release. */
const FORMER_TYPES: ReadonlyMap<TokenPurpose, string | undefined> = new Map([
  ['quote', undefined],
  ['upload', 'upload'],
]);

/** Signs a JSON value for a purpose as a compact JWS with HMAC-SHA256. */
export const signToken = (payload: object, key: Uint8Array, purpose: TokenPurpose): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'HS256', typ: typeOf(purpose) })
    .sign(keyFor(key, purpose));

/** The key that encrypts tokens of a purpose. */
const sealingKeyFor = (key: Uint8Array, purpose: TokenPurpose): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, '', `ledgerdesk sealed token ${purpose}`, KEY_BYTES));

/** Encrypts a JSON value for a purpose as a compact JWE with AES-256-GCM: only the engine reads it, or makes one. */
export const sealToken = (payload: object, key: Uint8Array, purpose: TokenPurpose): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: typeOf(purpose) })
    .encrypt(sealingKeyFor(key, purpose));

const ajv = new Ajv({ meta: false, validateSchema: false });

/** Returns a guard for values that match a JSON Schema, which must describe T. Compiles it on first use. */
export const matching = <T>(schema: object): ((value: unknown) => value is T) => {
  let validate: ValidateFunction<T> | undefined;
  return (value): value is T => (validate ??= ajv.compile<T>(schema))(value);
};

const payloadOf = async (token: string, key: Uint8Array, type: string | undefined): Promise<unknown> => {
  try {
    const { payload, protectedHeader } = await compactVerify(token, key, { algorithms: ['HS256'] });
    return protectedHeader.typ === type ? JSON.parse(new TextDecoder().decode(payload)) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The payload of a token that was signed with this key for this purpose, if it has the shape of T; undefined for any
 * other string. The shape may differ if another version of the engine signed the token.
 */
export const verifiedPayload = async <T>(
  token: string,
  key: Uint8Array,
  hasShape: (value: unknown) => value is T,
  purpose: TokenPurpose,
): Promise<T | undefined> => {
  const value =
    (await payloadOf(token, keyFor(key, purpose), typeOf(purpose))) ??
    (FORMER_TYPES.has(purpose) ? await payloadOf(token, key, FORMER_TYPES.get(purpose)) : undefined);
  return hasShape(value) ? value : undefined;
};

/** The payload of a token that `sealToken` made with this key for this purpose; undefined for any other string. */
export const sealedPayload = async <T>(
  token: string,
  key: Uint8Array,
  hasShape: (value: unknown) => value is T,
  purpose: TokenPurpose,
): Promise<T | undefined> => {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(token, sealingKeyFor(key, purpose), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const value: unknown = JSON.parse(new TextDecoder().decode(plaintext));
    return protectedHeader.typ === typeOf(purpose) && hasShape(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
