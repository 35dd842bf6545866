import type { Projection, Row } from '@ledgerdesk/kernel';
import { gramsOf } from '@ledgerdesk/read-store';

/** Column with the grams of a row's text, if its table has a search index: a GIN index over the elements. */
export const GRAMS = 'grams';
export const GRAMS_TYPE = 'bigint[]';

/** A list of numbers as PostgreSQL writes arrays. */
export const arrayLiteral = (numbers: readonly number[]): string => `{${numbers.join()}}`;

/** The value of the column, as an array literal; null for a row without a text. */
export const gramsIn = ({ table: { search } }: Pick<Projection, 'table'>, row: Row): string | null => {
  const [owner, text] = search ? [row[search.owner], row[search.text]] : [];
  return typeof owner === 'string' && typeof text === 'string' ? arrayLiteral(gramsOf(owner, text)) : null;
};
