import { searchText } from './search-text.js';

/**
 * A test of whether any of the texts of a row, such as name and id, contains the search text; undefined for none or an
 * empty one, which every row passes. Case, width and dashes do not count.
 */
export const nameSearch = (q: string | undefined): ((texts: readonly (string | null)[]) => boolean) | undefined => {
  const wanted = searchText(q ?? '');
  if (wanted === '') return undefined;
  return (texts) => texts.some((text) => text !== null && searchText(text).includes(wanted));
};
