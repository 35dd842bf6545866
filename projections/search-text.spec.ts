import fc from 'fast-check';
import { searchText } from './search-text.js';

describe('search text', () => {
  it.each([
    ['ＳＹＮＣ', 'sync'],
    ['ﾄﾞﾛｯﾌﾟ', 'ドロップ'],
    ['Ünïcode', 'ünïcode'],
    ['u\u0308', 'ü'],
    ['\0 and \ud800', '\ufffd and \ufffd'],
  ])('folds %j to %s', (text, folded) => {
    expect(searchText(text)).toBe(folded);
  });

  it.each([
    ['Größe', 'GRÖSSE'],
    ['Straße', 'STRASSE'],
    ['STRAẞE', 'strasse'],
    ['ΟΔΟΣΦΟΡΟΣ', 'ΟΔΟΣ'],
    ['οδός', 'ΟΔΌΣ'],
    ['İSTANBUL', 'istanbul'],
    ['ISTANBUL', 'ıstanbul'],
    ['ırmak', 'IRMAK'],
    ['ﬁle', 'FILE'],
    ['ΐ', 'Ϊ\u0301'],
    ['ǰ', 'J\u030c'],
    ['Ꭰ', 'ꭰ'],
    ['sync\u00adhroni\u200bza\u2060tion', 'synchronization'],
    ['e\u200d\u0301', 'é'],
    ['co\u2011op', 'co-op'],
    ['1990\u20132000 \u2014 \u22125', '1990-2000 - -5'],
    ['a\u00a0b\u3000c\r\n\td', 'a b c d'],
    ['sync has stopped', ' \u3000sync  has '],
  ])('%j contains %j', (text, query) => {
    expect(searchText(text)).toContain(searchText(query));
  });

  it('does not make alike what differs', () => {
    for (const [a, b] of [
      ['resume', 'résumé'],
      ['か', 'が'],
      ['ー', '-'],
      ['a_b', 'a-b'],
      ['o', 'ö'],
      ['n', 'ñ'],
    ] as const)
      expect(searchText(a)).not.toBe(searchText(b));
  });

  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...'İıßẞςΣﬁ\u0307\u0327\u00ad\u200b —'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
  });

  it('folds ASCII alone as it folds ASCII beside other characters', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (value) =>
        expect(`${searchText(`${value}|`)}é`).toBe(searchText(`${value}|é`)),
      ),
    ));

  it('does not depend on case or on the normalization form, and does not change what is folded', () => {
    fc.assert(
      fc.property(text, (value) => {
        const folded = searchText(value);
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) expect(searchText(value.normalize(form))).toBe(folded);
        expect(searchText(folded)).toBe(folded);
      }),
    );
    for (let code = 0; code < 0x1_0000; code += 1) {
      const one = String.fromCodePoint(code);
      if (/\p{Cs}/u.test(one)) continue;
      const folded = searchText(one);
      if (folded !== searchText(one.toLowerCase()) || folded !== searchText(one.toUpperCase()))
        throw new Error(`U+${code.toString(16)} depends on case.`);
    }
  });
});
