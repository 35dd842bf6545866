import { concat, fromBase64, toBase64, utf8 } from './bytes.js';
import { type Ed25519Key, ed25519FromSeed, ed25519Verifier, KEY_BYTES } from './ed25519.js';
import { MalformedNote } from './errors.js';
import { sha256 } from './sha256.js';

/** The byte that names the algorithm of a signature. */
export const ED25519 = 0x01;
/** Timestamped Ed25519 cosignatures of witnesses. */
export const COSIGNATURE_V1 = 0x04;

/** The public half of a key that signs notes. */
export interface NoteVerifier {
  readonly name: string;
  /** First four bytes of SHA-256(name ‖ 0x0A ‖ algorithm ‖ public key), as a number. */
  readonly keyId: number;
  readonly algorithm: typeof ED25519 | typeof COSIGNATURE_V1;
  readonly publicKey: Uint8Array;
  /** Returns true if the key signed the text of a note. `signature` is without the key id. */
  readonly verify: (text: string, signature: Uint8Array) => boolean;
}

/** A key that signs notes. */
export interface NoteSigner {
  readonly name: string;
  readonly keyId: number;
  /** Public key in the format of `formatVerifierKey`. */
  readonly vkey: string;
  readonly sign: (text: string) => Uint8Array;
}

/** Returns true for a name of a key: not empty, without spaces and plus signs. */
export const isKeyName = (name: string): boolean => /^[^\s+\u0085\p{Surrogate}\p{Cc}]+$/u.test(name);

/** The key id of a note's signature (C2SP signed-note). */
export const keyIdOf = (name: string, algorithm: number, publicKey: Uint8Array): number => {
  const digest = sha256(concat(utf8(`${name}\n`), Uint8Array.of(algorithm), publicKey));
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0);
};

const hexId = (keyId: number): string => keyId.toString(16).padStart(8, '0');

/** A public key as text: `<name>+<key id in hex>+<base64 of the algorithm and the key>`. */
export const formatVerifierKey = (
  name: string,
  publicKey: Uint8Array,
  algorithm: NoteVerifier['algorithm'] = ED25519,
): string =>
  `${name}+${hexId(keyIdOf(name, algorithm, publicKey))}+${toBase64(concat(Uint8Array.of(algorithm), publicKey))}`;

/** Splits `<name>+<key id>+<base64>` and checks all but the key id. */
const parseKey = (text: string) => {
  const [, name = '', id = '', base64 = ''] = /^([^+]*)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = fromBase64(base64);
  if (!isKeyName(name) || bytes?.length !== 1 + KEY_BYTES)
    throw new MalformedNote('This is no key. A public key looks like ledgerdesk/default/1+0a1b2c3d+AbCd…');
  return { name, keyId: parseInt(id, 16), algorithm: bytes[0] ?? 0, key: bytes.subarray(1) };
};

/** Signatures of witnesses are verified by `cosignature.ts`, which gives this the signed message and signature. */
type Verify = (
  check: (message: Uint8Array, signature: Uint8Array) => boolean,
  text: string,
  signature: Uint8Array,
) => boolean;

const verifyText: Verify = (check, text, signature) => check(utf8(text), signature);

/** A cosignature is 8 bytes of time and a signature over the time and the text (C2SP tlog-cosignature). */
const verifyCosignature: Verify = (check, text, signature) => {
  const time = cosignatureTime(signature);
  return time !== undefined && check(utf8(cosignedMessage(text, time)), signature.subarray(8));
};

/** What a witness signs, for the text of a checkpoint and a time in seconds since 1970. */
export const cosignedMessage = (text: string, time: number): string => `cosignature/v1\ntime ${time}\n${text}`;

/** The time of a cosignature in seconds since 1970; undefined if the bytes are no cosignature. */
export const cosignatureTime = (signature: Uint8Array): number | undefined => {
  if (signature.length !== 8 + 64) return undefined;
  const time = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  return Number.isSafeInteger(time) ? time : undefined;
};

/**
 * Parses a public key of a log (algorithm 0x01) or a witness (0x04).
 * @throws MalformedNote for any other text
 */
export const parseVerifierKey = (vkey: string): NoteVerifier => {
  const { name, keyId, algorithm, key } = parseKey(vkey);
  if (algorithm !== ED25519 && algorithm !== COSIGNATURE_V1)
    throw new MalformedNote(`The algorithm ${algorithm} of the key of ${name} is unknown.`);
  if (keyIdOf(name, algorithm, key) !== keyId)
    throw new MalformedNote(`The key of ${name} is not complete: its id does not match.`);
  const check = ed25519Verifier(key);
  const verify = algorithm === ED25519 ? verifyText : verifyCosignature;
  return { name, keyId, algorithm, publicKey: key, verify: (text, signature) => verify(check, text, signature) };
};

const signerOf = (name: string, key: Ed25519Key): NoteSigner => ({
  name,
  keyId: keyIdOf(name, ED25519, key.publicKey),
  vkey: formatVerifierKey(name, key.publicKey),
  sign: (text) => key.sign(utf8(text)),
});

/**
 * Makes a signer from a name and a 32-byte seed.
 * @throws RangeError if the name has spaces or plus signs, or the seed another length
 */
export const signerFromSeed = (name: string, seed: Uint8Array): NoteSigner => {
  if (!isKeyName(name)) throw new RangeError(`"${name}" is no name of a key: it is empty or has a space or plus sign.`);
  return signerOf(name, ed25519FromSeed(seed));
};

const PRIVATE = 'PRIVATE+KEY+';

/** A private key as text: `PRIVATE+KEY+<name>+<key id in hex>+<base64 of 0x01 and the seed>`. */
export const formatSignerKey = (name: string, seed: Uint8Array): string => {
  const { keyId } = signerFromSeed(name, seed);
  return `${PRIVATE}${name}+${hexId(keyId)}+${toBase64(concat(Uint8Array.of(ED25519), seed))}`;
};

/**
 * Parses a private key.
 * @throws MalformedNote for any other text. The message does not repeat it.
 */
export const parseSignerKey = (skey: string): NoteSigner => {
  if (!skey.startsWith(PRIVATE))
    throw new MalformedNote('This is no private key: it does not begin with PRIVATE+KEY+.');
  const { name, keyId, algorithm, key } = parseKey(skey.slice(PRIVATE.length));
  if (algorithm !== ED25519) throw new MalformedNote(`The algorithm ${algorithm} of the key of ${name} is unknown.`);
  const signer = signerFromSeed(name, key);
  if (signer.keyId !== keyId)
    throw new MalformedNote(`The private key of ${name} is not complete: its id does not match.`);
  return signer;
};

/** A key by name and id, e.g. `ledgerdesk/default/1+0a1b2c3d`, as in messages. */
export const keyLabel = ({ name, keyId }: Pick<NoteVerifier, 'name' | 'keyId'>): string => `${name}+${hexId(keyId)}`;
