import { parseRetryAfter } from './retry-after.js';

const NOW = Date.parse('2026-11-27T07:30:00.000Z');

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    [' 7 ', 7_000],
    ['Fri, 27 Nov 2026 07:32:00 GMT', 120_000],
    ['Friday, 27-Nov-26 07:32:00 GMT', 120_000],
    ['Fri Nov 27 07:32:00 2026', 120_000],
    ['Thu, 26 Nov 2026 07:32:00 GMT', 0],
  ])('%p is read', (header, ms) => {
    expect(parseRetryAfter(header, NOW)).toBe(ms);
  });

  it.each([undefined, '', '-5', '1.5', 'soon', '2026-11-27T07:32:00Z', '120 s'])('%p is ignored', (header) => {
    expect(parseRetryAfter(header, NOW)).toBeNull();
  });
});
