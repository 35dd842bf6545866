import { COUNTRY_CODES } from './country-codes.js';

it.each(['en', 'ja', 'de'])('every country is there once, with a name in %s', (language) => {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  expect(COUNTRY_CODES).toHaveLength(249);
  expect(new Set(COUNTRY_CODES.map((code) => names.of(code))).size).toBe(249);
  expect(COUNTRY_CODES.filter((code) => names.of(code) === undefined)).toEqual([]);
});
