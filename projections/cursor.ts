/** The position at which a page ends: the list's order, the last row's values in the order columns, and its key. */
export interface Keyset {
  readonly order: string;
  readonly values: readonly (string | null)[];
  readonly key: string;
}

const BASE64URL = /^[A-Za-z0-9_-]{1,1024}$/;
/** Text without control characters and lone surrogates, which databases refuse. */
const STORABLE = /^[^\p{Cc}\p{Cs}]*$/u;
const NOT_ASCII = /[^\x20-\x7e]/g;

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Encodes a keyset as opaque base64url text. */
export const encodeCursor = ({ order, values, key }: Keyset): string =>
  btoa(JSON.stringify([order, ...values, key]).replace(NOT_ASCII, escaped))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** Decodes a cursor of a list with this order and number of order columns. Returns undefined for any other text. */
export const decodeCursor = (cursor: string, order: string, columns: number): Keyset | undefined => {
  const [cursorOrder, ...parts] = partsOf(cursor);
  if (cursorOrder !== order || parts.length !== columns + 1) return undefined;
  const key = parts[columns];
  const values = parts.slice(0, columns);
  return isText(key) && values.every(isValue) ? { order, values, key } : undefined;
};

const partsOf = (cursor: string): readonly unknown[] => {
  try {
    const parts: unknown = BASE64URL.test(cursor) && JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
};

const isText = (part: unknown): part is string => typeof part === 'string' && STORABLE.test(part);
const isValue = (part: unknown): part is string | null => part === null || isText(part);
