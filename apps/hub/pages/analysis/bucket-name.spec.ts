import { bucketName } from './bucket-name.js';

const TEXTS = {
  quarter: (quarter: string, year: string) => `Q${quarter} ${year}`,
  week: (week: string, from: string) => `${from} (W${week})`,
};

describe('the name of a bucket', () => {
  it.each([
    ['2026-11', 'Nov 2026'],
    ['2026-Q4', 'Q4 2026'],
    ['2026-W48', 'Nov 23, 2026 (W48)'],
    ['2027-W01', 'Jan 4, 2027 (W1)'],
    ['2026-W01', 'Dec 29, 2025 (W1)'],
    ['2026-11-27', 'Nov 27, 2026'],
    ['2026-11-27T07:00+09:00', 'Nov 27, 2026, 7:00 AM'],
    ['something else', 'something else'],
    ['2026-99', '2026-99'],
    ['2026-13-01', '2026-13-01'],
    ['2026-11-27T99:00', '2026-11-27T99:00'],
  ])('of %s is %s', (bucket, name) => {
    expect(bucketName(bucket, 'en', TEXTS).replaceAll('\u202f', ' ')).toBe(name);
  });
});
