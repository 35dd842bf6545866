/** Where a page ended: of a list in which order, the values of its order columns (text or null), and the key of its last row. */
export interface CursorPlace {
  readonly order: string;
  readonly values: readonly (string | null)[];
  readonly key: string;
}

const BASE64URL = /^[A-Za-z0-9_-]{1,1024}$/;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** An opaque base64url text. Order columns and keys are ids and instants, so that ASCII is enough. */
export const encodeCursor = ({ order, values, key }: CursorPlace): string =>
  btoa(JSON.stringify([order, ...values, key]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** The place that a cursor of a list in this order, by so many columns, stands for; undefined if it is none. */
export const decodeCursor = (cursor: string, order: string, columns: number): CursorPlace | undefined => {
  const [of, ...parts] = partsOf(cursor);
  if (of !== order || parts.length !== columns + 1) return undefined;
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

const isText = (part: unknown): part is string => typeof part === 'string' && PRINTABLE_ASCII.test(part);
const isValue = (part: unknown): part is string | null => part === null || isText(part);
