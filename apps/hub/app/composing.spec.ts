import { isComposing } from './composing.js';

describe('a key', () => {
  it.each([
    ['within the input of Japanese letters', { isComposing: true, keyCode: 13 }, true],
    ['that ends such input in Safari', { isComposing: false, keyCode: 229 }, true],
    ['alone', { isComposing: false, keyCode: 13 }, false],
  ])('%s', (_, press, expected) => {
    expect(isComposing(press)).toBe(expected);
  });
});
