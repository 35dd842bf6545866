import { acceptedLanguage, readerLanguage } from './reader-language.js';

describe('reader language', () => {
  it.each([
    ['ja', 'ja'],
    ['JA-jp', 'ja'],
    ['ja,en;q=0.9', 'ja'],
    ['en, ja', 'en'],
    ['en;q=0.3, ja;q=0.8', 'ja'],
    ['fr, ja;q=0.5', 'ja'],
    ['de, ja;q=0.5', 'de'],
    ['de-DE, de;q=0.9, en;q=0.8, ja;q=0.7', 'de'],
    ['fr-CA, en;q=0.8, de;q=0.7', 'en'],
    ['ja;q=0, en', 'en'],
    ['ja;q=x', 'en'],
    ['ja, *;q=0.5', 'ja'],
    ['fr, *;q=0.5', 'en'],
    ['fr', 'en'],
    ['jam', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [';;,,q=1', 'en'],
  ])('L1 is, for Accept-Language %p, %s', (header, language) => {
    expect(acceptedLanguage(header)).toBe(language);
  });

  it('L1 is that of the query parameter, regardless of Accept-Language', () => {
    const headers = { 'accept-language': 'ja' };
    expect(readerLanguage({ query: { language: 'fr' }, headers })).toBe('en');
    expect(readerLanguage({ query: { language: 'de-AT' }, headers })).toBe('de');
    expect(readerLanguage({ query: { language: 'ja-JP' }, headers: {} })).toBe('ja');
    expect(readerLanguage({ query: {}, headers })).toBe('ja');
  });

  it('L1 is English if the query parameter is repeated and no header is sent', () => {
    expect(readerLanguage({ query: { language: ['ja', 'en'] }, headers: {} })).toBe('en');
  });
});
