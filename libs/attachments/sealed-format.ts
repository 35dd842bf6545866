import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * The format of a sealed file: a header, then chunks of at most 64 KiB, each encrypted with AES-256-GCM under the key
 * of the file. This is the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) with the nonces of age's
 * payload: 11 bytes count the chunks, and the last byte is 1 for the final one. So chunks cannot be changed, left out,
 * repeated or reordered, nor can the file be cut or extended, without a chunk that does not open.
 */
export const CHUNK_BYTES = 65_536;
export const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Names the format and its version. Authenticated with every chunk. */
export const HEADER = Buffer.from('LDFILE\0\x01', 'latin1');

const ALGORITHM = 'aes-256-gcm';

/** The sealed bytes of a file do not open: they, or the key, are not those with which it was sealed. */
export class SealedFileDamaged extends Error {
  readonly code = 'attachment-damaged';

  constructor(detail: string) {
    super(`A sealed file does not open: ${detail}. Restore it from a backup.`);
  }
}

/** Makes the key of a file. A key seals one file only: nonces count from 0 in each. */
export const newFileKey = (): Buffer => randomBytes(KEY_BYTES);

/** Number of the chunk, big-endian in 11 bytes of which a number fills 6, and whether it is the final one. */
const nonceOf = (chunk: number, isFinal: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(chunk, 5, 6);
  nonce[11] = isFinal ? 1 : 0;
  return nonce;
};

/** Seals a chunk: the ciphertext, then its tag. */
export const sealChunk = (key: Uint8Array, chunk: number, isFinal: boolean, plain: Uint8Array): Buffer => {
  const cipher = createCipheriv(ALGORITHM, key, nonceOf(chunk, isFinal));
  cipher.setAAD(HEADER);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/**
 * Opens a sealed chunk.
 * @throws SealedFileDamaged
 */
export const openChunk = (key: Uint8Array, chunk: number, isFinal: boolean, sealed: Uint8Array): Buffer => {
  if (sealed.length < TAG_BYTES) throw new SealedFileDamaged(`chunk ${chunk} is cut`);
  const decipher = createDecipheriv(ALGORITHM, key, nonceOf(chunk, isFinal), { authTagLength: TAG_BYTES });
  decipher.setAAD(HEADER);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(0, -TAG_BYTES));
  try {
    decipher.final();
  } catch {
    throw new SealedFileDamaged(`chunk ${chunk} has other bytes, another place or another key`);
  }
  return plain;
};

/** Size of the sealed form of a file. */
export const sealedBytesOf = (bytes: number): number =>
  HEADER.length + bytes + Math.max(1, Math.ceil(bytes / CHUNK_BYTES)) * TAG_BYTES;
