/** Text as it is searched: compatibility forms folded (NFKC), then lower case, so that "ＳＹＮＣ" finds "sync". */
export const searchText = (text: string): string => text.normalize('NFKC').toLowerCase();
