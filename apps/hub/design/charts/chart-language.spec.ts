import { mendLanguage } from './chart-language.js';

describe('the language for charts', () => {
  it.each([
    ['en-US@posix', 'ja'],
    ['', 'ja'],
    ['de-CH', 'de-CH'],
  ])('of a browser that says %j', (language, result) => {
    const speaker = { language };
    mendLanguage(speaker, 'ja');
    expect(speaker.language).toBe(result);
    expect(() => new Intl.NumberFormat(speaker.language)).not.toThrow();
  });
});
