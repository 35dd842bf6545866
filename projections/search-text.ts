/** Matches non-ASCII characters and U+0000. */
const UNUSUAL = /\P{ASCII}|\0/u;
/** U+0000, which PostgreSQL rejects in text, and lone surrogates, which UTF-8 cannot encode. */
const UNSTORABLE = /[\0\p{Cs}]/gu;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu;
/** An i with marks, which may be its dot. */
const MARKED_I = /i\p{M}+/gu;

/**
 * Unicode's full case folding. JavaScript has only case mappings: upper case of lower case unifies what folding does
 * (ẞ, ß and ss; ς and σ; ı and i), and the last step makes it lower case, where a final sigma is special.
 */
const foldCase = (text: string): string => text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');

/**
 * Normalizes text for search, stored text and queries alike, so that a query finds what a reader sees: compatibility
 * forms and case are equal (NFKC_Casefold, Unicode 3.13), i with and without a dot too, and dashes of any length.
 * Invisible characters are left out. White space is one blank, and none at the ends.
 *
 * @example
 * searchText(' ＳＹＮＣ\u00adＥＤ — GRÖSSE'); // 'synced - grösse'
 */
export const searchText = (text: string): string =>
  (UNUSUAL.test(text) ? folded(text) : text.toLowerCase()).replace(/\s+/g, ' ').trim();

/** The text without white space changed. ASCII is the same in all forms, and only its case is folded. */
const folded = (text: string): string =>
  foldCase(text.replace(UNSTORABLE, '\ufffd').normalize('NFKD'))
    .normalize('NFKD')
    .replace(IGNORABLE, '')
    .replace(MARKED_I, (marked) => marked.replaceAll('\u0307', ''))
    .replace(/\p{Dash}/gu, '-')
    .normalize('NFKC');
