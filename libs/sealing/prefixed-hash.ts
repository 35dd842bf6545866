import { type BinaryToTextEncoding, hash } from 'node:crypto';

/** The longest input that is hashed without a buffer of its own. */
const KEPT_BYTES = 65_536;
/** A UTF-16 code unit takes at most 3 bytes in UTF-8. */
const MAX_BYTES_PER_UNIT = 3;

const kept = Buffer.alloc(KEPT_BYTES);

/**
 * The hash of some bytes followed by a text in UTF-8. The input is written to memory that is kept, since a new buffer
 * for each hash costs more to make and to collect than a hash of a few hundred bytes. The input can be personal text
 * or a key, so it is overwritten afterwards.
 */
export const prefixedHash = (
  algorithm: string,
  prefix: Uint8Array,
  text: string,
  encoding: BinaryToTextEncoding,
): string => {
  if (prefix.length + text.length * MAX_BYTES_PER_UNIT > KEPT_BYTES)
    return hash(algorithm, Buffer.concat([prefix, Buffer.from(text)]), encoding);
  kept.set(prefix);
  const end = prefix.length + kept.write(text, prefix.length);
  try {
    return hash(algorithm, kept.subarray(0, end), encoding);
  } finally {
    kept.fill(0, 0, end);
  }
};
