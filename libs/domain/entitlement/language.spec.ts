import { policies } from '../../../test/support/policies.js';
import { answerLanguage, servedLanguage, writtenLanguage } from './language.js';

const FRIDAY_1630_JST = '2026-11-27T07:30:00.000Z';

describe('the served language', () => {
  it.each(['en', 'de', 'fr-CA', 'zh-Hans', 'jam', ''])('L1 is English for %p', (language) => {
    expect(servedLanguage(language, FRIDAY_1630_JST, policies)).toBe('en');
  });

  it.each(['ja', 'JA', 'ja-JP', 'ja-Jpan-JP'])(
    'L1 L2 is Japanese for %s while the Japanese desk is open',
    (language) => {
      expect(servedLanguage(language, FRIDAY_1630_JST, policies)).toBe('ja');
    },
  );

  it.each([
    ['ja', '2026-11-27T00:00:00.000Z', 'opens at 9:00 in Tokyo'],
    ['en', '2026-11-26T23:59:59.999Z', 'is closed 1 ms before'],
    ['ja', '2026-11-27T07:59:59.999Z', 'is open until 17:00'],
    ['en', '2026-11-27T08:00:00.000Z', 'is closed at 17:00'],
    ['en', '2026-11-28T03:00:00.000Z', 'is closed on Saturdays'],
    ['en', '2026-11-29T03:00:00.000Z', 'is closed on Sundays'],
    ['ja', '2026-11-30T00:00:00.000Z', 'opens again on Monday'],
  ])('L2 L4 is %s at %s: the Japanese desk %s', (served, at) => {
    expect(servedLanguage('ja', at, policies)).toBe(served);
  });

  it("L8 L2 is Japanese on New Year's Day in Tokyo, as no holidays are configured", () => {
    expect(servedLanguage('ja', '2027-01-01T03:00:00.000Z', policies)).toBe('ja');
  });
});

describe('the language of texts', () => {
  it.each([
    ['en', 'en'],
    ['JA-jp', 'ja'],
    ['de', 'de'],
    ['DE-at', 'de'],
    ['den', 'en'],
    ['fr', 'en'],
    ['', 'en'],
  ])('L1 is, for %p, %s at any time', (language, written) => {
    expect(writtenLanguage(language)).toBe(written);
  });

  it.each([
    ['ja', 'ja', 'ja'],
    ['ja', 'en', 'en'],
    ['de-CH', 'en', 'de'],
    ['fr', 'en', 'en'],
  ] as const)('L1 L4 around an answer to a ticket in %p that is served in %s is %s', (language, served, written) => {
    expect(answerLanguage(language, served)).toBe(written);
  });
});
