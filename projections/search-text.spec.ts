import fc from 'fast-check';
import { searchText } from './search-text.js';

describe('search text', () => {
  it.each([
    ['ＳＹＮＣ', 'sync'],
    ['ﾄﾞﾛｯﾌﾟ', 'ドロップ'],
    ['Ünïcode', 'ünïcode'],
    ['u\u0308', 'ü'],
  ])('folds %s to %s', (text, folded) => {
    expect(searchText(text)).toBe(folded);
  });

  it('does not depend on case', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z ]*$/), (text) => {
        expect(searchText(text.toUpperCase())).toBe(searchText(text.toLowerCase()));
      }),
    );
  });
});
