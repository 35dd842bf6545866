import { searchText } from './search-text.js';

/**
 * The texts of a row that `q` searches, such as name and id, normalized once when the row is written. They are
 * separated by a line break, which no query contains.
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
