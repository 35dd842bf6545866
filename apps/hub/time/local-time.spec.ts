import { instantOfLocalTime, localTimeOf } from './local-time.js';

const instantOf = (local: string, zone: string): string | undefined => {
  const instant = instantOfLocalTime(local, zone);
  return instant === undefined ? undefined : new Date(instant).toISOString();
};

describe('local times of fields', () => {
  it.each([
    ['2026-11-30T01:00:00.000Z', 'Asia/Tokyo', '2026-11-30T10:00'],
    ['2026-11-30T23:59:00.000Z', 'UTC', '2026-11-30T23:59'],
    ['2026-07-01T00:00:00.000Z', 'Europe/Berlin', '2026-07-01T02:00'],
    ['2026-01-01T00:15:00.000Z', 'Asia/Kathmandu', '2026-01-01T06:00'],
  ])('%s is in %s %s, and back', (instant, zone, local) => {
    expect(localTimeOf(Date.parse(instant), zone)).toBe(local);
    expect(instantOf(local, zone)).toBe(instant);
  });

  it('takes the first of two times on the day on which clocks are set back', () => {
    expect(instantOf('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('counts a time that clocks skip on from before', () => {
    expect(instantOf('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('is undefined for a text that is no local time', () => {
    expect(instantOf('', 'UTC')).toBeUndefined();
    expect(instantOf('soon', 'UTC')).toBeUndefined();
  });
});
