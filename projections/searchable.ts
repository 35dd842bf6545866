import { searchText } from './search-text.js';

/**
 * Joins the texts of a row that `q` searches, such as its name and id, normalized for the comparison. A line break,
 * which no query contains, separates them.
 */
export const searchable = (...texts: readonly string[]): string => texts.map(searchText).join('\n');

/**
 * A test of whether a row contains a search text; undefined for none or a blank one, which every row passes. Case,
 * width and dashes do not count.
 */
export const searchOf = (q: string | undefined): ((row: { readonly searchable: string }) => boolean) | undefined => {
  const wanted = searchText(q ?? '');
  return wanted === '' ? undefined : (row) => row.searchable.includes(wanted);
};
