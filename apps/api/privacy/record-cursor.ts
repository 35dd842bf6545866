import { decodeCursor, encodeCursor } from '@ledgerdesk/projections';
import { cursorMalformed } from '../platform/http/cursor-malformed.js';
import { RECORD_KINDS, type RecordPlace } from './subject-records.js';

/** Names the order of the list in its cursors. */
const ORDER = 'subject-records';
const REVISION = /^\d{1,9}$/;
const AT = /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)?$/;

/** Encodes where a page of a person's records ends. */
export const recordCursor = ({ record, id, revision, at }: RecordPlace): string =>
  encodeCursor({ order: ORDER, values: [record, String(revision), at], key: id ?? '' });

/** Where a cursor reads on; the beginning without one. Throws Problem for any other text. */
export const placeIn = (cursor: string | undefined): RecordPlace => {
  if (cursor === undefined) return { record: 'person', id: null, revision: 0, at: '' };
  const { values: [kind = '', revision = '', at] = [], key } = decodeCursor(cursor, ORDER, 3) ?? {};
  const record = RECORD_KINDS.find((known) => known === kind);
  if (record === undefined || !key || !REVISION.test(revision ?? '') || !AT.test(at ?? '-')) throw cursorMalformed();
  return { record, id: key, revision: Number(revision), at: at ?? '' };
};
