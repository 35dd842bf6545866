import { DAY, HOUR, millisOfDuration, MINUTE } from './duration.js';

describe('a duration of ISO 8601', () => {
  it.each([
    ['P1D', DAY],
    ['PT4H', 4 * HOUR],
    ['PT90M', 90 * MINUTE],
    ['PT30S', 30_000],
    ['P2W', 14 * DAY],
    ['P1W2DT3H4M5S', 9 * DAY + 3 * HOUR + 4 * MINUTE + 5_000],
    ['PT0S', 0],
  ])('%s has its length in ms', (duration, ms) => {
    expect(millisOfDuration(duration)).toBe(ms);
  });

  it.each(['', '1D', 'P-1D', '-P1D', 'P1M', 'P1Y', 'PT1.5H', 'P1D ', 'p1d', 'PT1S1M', 'P1234567890D'])(
    '%j is none that this understands',
    (text) => {
      expect(millisOfDuration(text)).toBeNaN();
    },
  );
});
