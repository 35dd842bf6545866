import fc from 'fast-check';
import { searchText } from './search-text.js';

describe('text as it is searched', () => {
  it.each([
    ['ＳＹＮＣ', 'sync'],
    ['ﾄﾞﾛｯﾌﾟ', 'ドロップ'],
    ['Ünïcode', 'ünïcode'],
    ['u\u0308', 'ü'],
  ])('folds %s to %s', (text, folded) => {
    expect(searchText(text)).toBe(folded);
  });

  it('finds a word in whatever case it is asked for', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z ]*$/), (text) => {
        expect(searchText(text.toUpperCase())).toBe(searchText(text.toLowerCase()));
      }),
    );
  });
});
