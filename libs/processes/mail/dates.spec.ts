import { localTime, quarterIn } from './dates.js';

const AT = '2026-12-05T01:07:00.000Z';

describe('dates in emails', () => {
  it.each([
    ['en', '2026-12-05 10:07 (Asia/Tokyo)'],
    ['ja', '2026-12-05 10:07 (Asia/Tokyo)'],
    ['de', '5. Dezember 2026 um 10:07 Uhr (Asia/Tokyo)'],
  ] as const)('L1 an instant in %s is %s', (language, text) => {
    expect(localTime(AT, 'Asia/Tokyo', language)).toBe(text);
  });

  it('L1 an hour before ten has two digits in German', () => {
    expect(localTime(AT, 'Europe/Berlin', 'de')).toBe('5. Dezember 2026 um 02:07 Uhr (Europe/Berlin)');
  });

  it.each([
    ['en', '2026-Q4'],
    ['ja', '2026-Q4'],
    ['de', '4. Quartal 2026'],
  ] as const)('L1 a quarter in %s is %s', (language, text) => {
    expect(quarterIn('2026-Q4', language)).toBe(text);
  });
});
