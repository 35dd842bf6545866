import { isSameSet } from './same-set.js';

describe('lists with the same values', () => {
  it.each([
    [[], [], true],
    [['en', 'ja'], ['ja', 'en'], true],
    [['en'], ['ja', 'en'], false],
    [['en'], ['ja'], false],
  ])('%j and %j: %s', (a: string[], b: string[], isSame) => {
    expect(isSameSet(a, b)).toBe(isSame);
  });
});
