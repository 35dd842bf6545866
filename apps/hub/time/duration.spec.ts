import { durationText } from './duration.js';

describe('the text of a duration', () => {
  it.each([
    [72, 'en', '1 h 12 min'],
    [72, 'de', '1 Std. 12 Min.'],
    [72, 'ja', '1時間12分'],
    [0.9, 'en', '0 min'],
    [1_440 * 2 + 185, 'en', '2 days 3 h'],
    [-8, 'en', '8 min'],
  ] as const)('of %f minutes in %s is %j', (minutes, language, text) => {
    expect(durationText(minutes, language)).toBe(text);
  });
});
