/** Normalizes text for search: NFKC compatibility forms, then lower case. "ＳＹＮＣ" becomes "sync". */
export const searchText = (text: string): string => text.normalize('NFKC').toLowerCase();
