import { bytesText } from './bytes-text.js';

describe('the text of a size', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [2_440_000, '2.4 MB'],
    [10_485_760, '10.5 MB'],
  ])('of %i bytes is %s', (bytes, text) => {
    expect(bytesText(bytes, 'en')).toBe(text);
  });

  it('is in the language of the reader', () => {
    expect(bytesText(2_440_000, 'de')).toBe('2,4 MB');
  });
});
