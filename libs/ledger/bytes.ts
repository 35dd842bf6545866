/** The UTF-8 bytes of a text. */
export const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of UTF-8 bytes; undefined if they are not UTF-8. */
export const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
};

/** Base64 with padding (RFC 4648 §4). */
export const toBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** The bytes of a base64 text; undefined unless it is exactly what `toBase64` writes. */
export const fromBase64 = (text: string): Uint8Array | undefined => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
};

/** Base64 for URLs, without padding (RFC 4648 §5). */
export const toBase64Url = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');

/** The bytes of a base64url text; undefined unless it is exactly what `toBase64Url` writes. */
export const fromBase64Url = (text: string): Uint8Array | undefined => {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
};

/** Lower-case hexadecimal. */
export const toHex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const DECIMAL = /^(?:0|[1-9]\d{0,15})$/;

/** Parses a decimal number without leading zeros, up to 2^53 - 1; undefined for any other text. */
export const parseDecimal = (text: string): number | undefined => {
  const value = DECIMAL.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(value) ? value : undefined;
};
