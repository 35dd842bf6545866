import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** Length of an Ed25519 public key, and of the seed of a private key, in bytes. */
export const KEY_BYTES = 32;

/** What precedes the seed in the PKCS #8 form, and the public key in the SPKI form, of RFC 8410. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** A private key: the public key and a function that signs (RFC 8032). */
export interface Ed25519Key {
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** Makes the key of a 32-byte seed. */
export const ed25519FromSeed = (seed: Uint8Array): Ed25519Key => {
  if (seed.length !== KEY_BYTES) throw new RangeError('An Ed25519 seed has 32 bytes.');
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { publicKey: spki.subarray(SPKI.length), sign: (message) => sign(null, message, key) };
};

/**
 * Makes a function that checks signatures of a 32-byte public key. OpenSSL reads the key when the first one is checked:
 * that takes longer than all else, and many keys are only compared.
 */
export const ed25519Verifier = (publicKey: Uint8Array): ((message: Uint8Array, signature: Uint8Array) => boolean) => {
  if (publicKey.length !== KEY_BYTES) throw new RangeError('An Ed25519 public key has 32 bytes.');
  const spki = Buffer.concat([SPKI, publicKey]);
  let key: KeyObject | undefined;
  return (message, signature) => {
    if (signature.length !== 64) return false;
    key ??= createPublicKey({ key: spki, format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  };
};
