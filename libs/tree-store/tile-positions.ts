import type { Position } from '@ledgerdesk/kernel';

const BYTES = 8;
/** Digits of the largest position. */
const DIGITS = 19;

/** A position with leading zeros, so that texts sort by value. */
export const sortable = (position: Position): string => position.padStart(DIGITS, '0');

/** Positions as 8 bytes each, big-endian. */
export const encodePositions = (positions: readonly Position[]): Buffer => {
  const bytes = Buffer.alloc(positions.length * BYTES);
  positions.forEach((position, index) => bytes.writeBigUInt64BE(BigInt(position), index * BYTES));
  return bytes;
};

/** Reads what `encodePositions` wrote. Bytes that are too few for a position are left out. */
export const decodePositions = (encoded: Uint8Array): readonly Position[] => {
  const bytes = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  return Array.from({ length: Math.floor(bytes.length / BYTES) }, (_, n) => String(bytes.readBigUInt64BE(n * BYTES)));
};

/** The place of a position among encoded ones, which ascend; undefined if it is not one of them. */
export const placeOf = (encoded: Uint8Array, position: Position): number | undefined => {
  const bytes = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const wanted = BigInt(position);
  let [low, high] = [0, bytes.length / BYTES - 1];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const found = bytes.readBigUInt64BE(middle * BYTES);
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
};

/** The position at a place among encoded ones; undefined if there are not as many. */
export const positionAt = (encoded: Uint8Array, place: number): Position | undefined => {
  const bytes = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  return place * BYTES < bytes.length ? String(bytes.readBigUInt64BE(place * BYTES)) : undefined;
};
