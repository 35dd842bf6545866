import { decodeCursor, encodeCursor } from '@ledgerdesk/projections';
import { cursorMalformed } from '../platform/http/cursor-malformed.js';
import { RECORD_KINDS, type RecordPlace } from './subject-records.js';

/** Names the order of the list in its cursors. */
const ORDER = 'subject-records';
const REVISION = /^\d{1,9}$/;

/** Encodes where a page of a person's records ends. */
export const recordCursor = ({ record, id, revision }: RecordPlace): string =>
  encodeCursor({ order: ORDER, values: [record, String(revision)], key: id ?? '' });

/** Where a cursor reads on; the beginning without one. Throws Problem for any other text. */
export const placeIn = (cursor: string | undefined): RecordPlace => {
  if (cursor === undefined) return { record: 'person', id: null, revision: 0 };
  const { values: [kind = '', revision = ''] = [], key } = decodeCursor(cursor, ORDER, 2) ?? {};
  const record = RECORD_KINDS.find((known) => known === kind);
  if (record === undefined || !key || !REVISION.test(revision ?? '')) throw cursorMalformed();
  return { record, id: key, revision: Number(revision) };
};
