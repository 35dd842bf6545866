/** Where a page ended: the values of the list's order columns (text or null), and the key of its last row. */
export interface CursorPlace {
  readonly values: readonly (string | null)[];
  readonly key: string;
}

const BASE64URL = /^[A-Za-z0-9_-]{1,1024}$/;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** An opaque base64url text. Order columns and keys are ids and instants, so that ASCII is enough. */
export const encodeCursor = ({ values, key }: CursorPlace): string =>
  btoa(JSON.stringify([...values, key])).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/** The place that a cursor of a list ordered by `columns` columns stands for; undefined if it is none. */
export const decodeCursor = (cursor: string, columns: number): CursorPlace | undefined => {
  const parts = partsOf(cursor);
  if (parts.length !== columns + 1) return undefined;
  const key = parts[columns];
  const values = parts.slice(0, columns);
  return isText(key) && values.every(isValue) ? { values, key } : undefined;
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
