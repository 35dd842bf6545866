import type { Refusal } from '@ledgerdesk/kernel';
import type { Condition, KeyedRow, RowReader } from '@ledgerdesk/read-store';
import { type Page, type PageRequest, readKeyedPage } from './page.js';

/** The most rows that a page of any read model holds. */
export const MAX_ROWS = 1_000;

/** No character comes after it. */
const LAST = '\u{10ffff}';

const beginningWith = (prefix: string): readonly Condition[] => [
  { column: 'key', is: '>=', value: prefix },
  { column: 'key', is: '<', value: `${prefix}${LAST}` },
];

/** Rows of a read model in the order of their keys, those that begin with `prefix`: everyone's rows, for those who review. */
export const anyRowsOf = (
  reader: RowReader,
  projection: string,
  prefix: string,
  page: PageRequest,
): Promise<Page<KeyedRow> | Refusal> =>
  readKeyedPage(reader, { projection, where: prefix === '' ? [] : beginningWith(prefix), orderBy: [] }, page, MAX_ROWS);
