import { matchesStrongly, matchesWeakly, parseTags } from './entity-tags.js';

const strong = (value: string) => ({ isWeak: false, value });
const weak = (value: string) => ({ isWeak: true, value });

describe('entity tags', () => {
  it.each([
    ['*', '*'],
    [' * ', '*'],
    ['"1"', [strong('1')]],
    ['W/"1"', [weak('1')]],
    ['""', [strong('')]],
    ['"1","2"', [strong('1'), strong('2')]],
    ['"1", W/"2" ,\t"a,b"', [strong('1'), weak('2'), strong('a,b')]],
    [', ,"1", ,', [strong('1')]],
  ])('parses %j', (header, tags) => {
    expect(parseTags(header)).toEqual(tags);
  });

  it.each(['', ' ', ',', '1', 'w/"1"', 'W/ "1"', '"1" "2"', '"1', '*, "1"', '"a b"', '"1";'])(
    'refuses %j',
    (header) => {
      expect(parseTags(header)).toBeUndefined();
    },
  );

  it('match strongly or weakly, as RFC 9110 specifies', () => {
    const tags = [strong('1'), weak('2')];
    expect(['1', '2', '3'].map((value) => matchesStrongly(tags, value))).toEqual([true, false, false]);
    expect(['1', '2', '3'].map((value) => matchesWeakly(tags, value))).toEqual([true, true, false]);
    expect([matchesStrongly('*', '1'), matchesWeakly('*', '1')]).toEqual([true, true]);
  });

  it('are parsed in linear time', () => {
    expect(parseTags(`${', '.repeat(8_000)}x`)).toBeUndefined();
    expect(parseTags(`${'"1", '.repeat(3_000)}x`)).toBeUndefined();
  });
});
