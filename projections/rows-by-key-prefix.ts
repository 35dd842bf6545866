import type { Refusal } from '@ledgerdesk/kernel';
import type { Condition, KeyedRow, NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { DEFAULT_PAGE, type Page, type PageRequest, readSizedPage } from './page.js';

/** Maximum number of rows on a page of `rowsByKeyPrefix`. */
export const MAX_ROWS = 1_000;

const HIGHEST_CODE_POINT = '\u{10ffff}';

/** Conditions on the key of a row: none for an empty prefix. */
export const withPrefix = (prefix: string): readonly Condition[] =>
  prefix === ''
    ? []
    : [
        { column: 'key', is: '>=', value: prefix },
        { column: 'key', is: '<', value: `${prefix}${HIGHEST_CODE_POINT}` },
      ];

/** Characters of the rows on a page, as JSON. The first row alone may exceed it. */
const MAX_CHARACTERS = 2_000_000;

/**
 * Reads the rows of any read model whose key starts with `prefix`, in key order, in pages of limited size. For analysts
 * only.
 */
export const rowsByKeyPrefix = (
  reader: RowReader,
  projection: string,
  prefix: string,
  page: PageRequest,
): Promise<Page<KeyedRow> | Refusal> =>
  readSizedPage(
    reader,
    { projection, where: withPrefix(prefix), orderBy: [] },
    page,
    { size: (row) => JSON.stringify(row).length, max: MAX_CHARACTERS, rowsPerRead: MAX_ROWS + 1 },
    MAX_ROWS,
  );

export interface ReadModelRowsParams {
  /** Name of a projection. */
  readonly model: string;
  readonly prefix: string;
  readonly page: PageRequest;
}

/** A page of the rows of any read model. */
export const readModelRowsQuery: NamedQuery<ReadModelRowsParams, Page<KeyedRow> | Refusal> = {
  name: 'read-model-rows',
  keepsReplay: true,
  models: ({ model }) => [model],
  question: {
    kind: 'read-model',
    parameters: ['prefix', 'page'],
    defaults: { prefix: '', page: { limit: DEFAULT_PAGE, cursor: null } },
    rows: ({ items }) => items.map(({ key, row }) => ({ key, ...row })),
  },
  run: (rows, { model, prefix, page }) => rowsByKeyPrefix(rows, model, prefix, page),
};
