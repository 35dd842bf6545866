import { createCipheriv, randomFillSync } from 'node:crypto';
import type { EventToAppend, EventToSeal, StoredEvent, UnsealedData } from './port.js';

/** AES-256-GCM (NIST SP 800-38D) with a random IV of 96 bits. */
export const BOX_CIPHER = 'aes-256-gcm';
export const IV_BYTES = 12;
export const TAG_BYTES = 16;

/** The event that a box is bound to: the box of one event does not open in another. */
export interface SealedPlace extends Pick<StoredEvent, 'stream' | 'id' | 'type'> {
  readonly tenant: string;
}

/** The associated data of a box, which its tag authenticates with the contents. */
export const associatedData = ({ tenant, stream, id, type }: SealedPlace): Buffer =>
  Buffer.from(JSON.stringify([tenant, stream, id, type]));

/** Random bytes for many IVs, since each call for some costs as much as encrypting a text. */
const randomness = Buffer.alloc(IV_BYTES * 1_024);
let used = randomness.length;

const nextIv = (): Buffer => {
  if (used === randomness.length) {
    randomFillSync(randomness);
    used = 0;
  }
  used += IV_BYTES;
  return randomness.subarray(used - IV_BYTES, used);
};

const encrypt = (secret: string, place: SealedPlace, contents: string): string => {
  const iv = nextIv();
  const cipher = createCipheriv(BOX_CIPHER, Buffer.from(secret, 'latin1'), iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(place));
  return Buffer.concat([iv, cipher.update(contents, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
};

/** Joins `"$sealed"`, which sorts first, with the other fields of canonical JSON. */
export const withSealed = (sealed: string, clear: string): string =>
  clear === '{}' ? `{"$sealed":${sealed}}` : `{"$sealed":${sealed},${clear.slice(1)}`;

const withBox = ({ alg, clear, commitment, key }: UnsealedData, box: string): string =>
  withSealed(`{"alg":"${alg}","box":"${box}","commitment":"${commitment}","key":"${key}"}`, clear);

/** Seals data for an event, and returns its canonical JSON. Text is returned unchanged. */
export const sealedData = (data: string | UnsealedData, { stream, id, type }: Omit<SealedPlace, 'tenant'>): string => {
  if (typeof data === 'string') return data;
  return withBox(data, encrypt(data.secret, { tenant: data.tenant, stream, id, type }, data.contents));
};

/** Returns an event with its data sealed for a stream. Events without data to seal are returned equal. */
export const sealedFor = (stream: string, event: EventToAppend | EventToSeal): EventToAppend => ({
  ...event,
  data: sealedData(event.data, { stream, id: event.id, type: event.type }),
});

/** A UTF-16 code unit takes at most 3 bytes in UTF-8. */
const BYTES_PER_UNIT = 3;
/** Upper bound of the bytes that sealing adds to the encoded contents: IV, tag, commitment, key ID and names. */
const BOX_BYTES = 512;

const encodedLength = (bytes: number): number => Math.ceil((bytes * 4) / 3);

/** An upper bound of the bytes that data takes once it is sealed, without encoding it. */
export const maxBytesOf = (data: string | UnsealedData): number =>
  typeof data === 'string'
    ? data.length * BYTES_PER_UNIT
    : data.clear.length * BYTES_PER_UNIT + encodedLength(data.contents.length * BYTES_PER_UNIT) + BOX_BYTES;

/** Returns data of the length that it has once sealed, with zeros in place of the box. */
export const withBlankBox = (data: string | UnsealedData): string => {
  if (typeof data === 'string') return data;
  const box = '0'.repeat(encodedLength(IV_BYTES + Buffer.byteLength(data.contents) + TAG_BYTES));
  return withBox(data, box);
};
