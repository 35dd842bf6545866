import { searchText } from './search-text.js';

/** Code points by which names are sorted. Longer names that begin alike are sorted by key. */
const LENGTH = 32;

/**
 * The start of a name as a sort column: case and width of letters do not count. It is short, since cursors contain it.
 */
export const sortName = (name: string): string => [...searchText(name)].slice(0, LENGTH).join('');
