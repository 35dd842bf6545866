import { hourOfWeek } from './hour-of-week.js';

describe('the hour of the week', () => {
  it.each([
    ['2026-11-30T00:00:00.000Z', 0],
    ['2026-11-30T00:59:59.999Z', 0],
    ['2026-11-27T07:30:00.000Z', 4 * 24 + 7],
    ['2026-11-29T23:59:59.999Z', 167],
    ['1969-12-28T23:00:00.000Z', 167],
  ])('counts from Monday: %s is %i', (instant, hour) => {
    expect(hourOfWeek(Date.parse(instant))).toBe(hour);
  });
});
