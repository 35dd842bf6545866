import { isPosition, type Position } from '@ledgerdesk/kernel';
import { cursorMalformed } from '../platform/http/cursor-malformed.js';

/** Where a page of replayed rows starts: in rows as of a position, so that all pages are of the same rows. */
export interface RowCursor {
  readonly position: Position;
  /** The cursor within those rows. */
  readonly rows: string;
}

const SEPARATOR = '.';

export const encodeRowCursor = ({ position, rows }: RowCursor): string => `${position}${SEPARATOR}${rows}`;

/** Decodes the cursor of a page. Throws Problem for any other text. */
export const decodeRowCursor = (cursor: string): RowCursor => {
  const at = cursor.indexOf(SEPARATOR);
  const position = cursor.slice(0, at);
  if (at > 0 && isPosition(position)) return { position, rows: cursor.slice(at + 1) };
  throw cursorMalformed();
};
