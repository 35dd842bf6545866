import { parseTimestamp, timestampsProblem } from './timestamps.js';

describe('timestamps', () => {
  it.each([
    ['2012/10/09 14:50:17.250', 'yyyy/MM/dd HH:mm:ss.SSS', 'Europe/Rome', '2012-10-09T12:50:17.250Z'],
    ['2012-01-09 02:05 PM', 'yyyy-MM-dd hh:mm a', 'America/New_York', '2012-01-09T19:05:00.000Z'],
    ['2012-01-09T14:05:00+02:00', "yyyy-MM-dd'T'HH:mm:ssZZ", 'Asia/Tokyo', '2012-01-09T12:05:00.000Z'],
    ['2012-01-09', 'yyyy-MM-dd', 'UTC', '2012-01-09T00:00:00.000Z'],
  ])('parses %s with %s in %s', (text, format, zone, instant) => {
    expect(timestampsProblem({ format, zone })).toBeUndefined();
    expect(parseTimestamp(text, { format, zone })).toBe(instant);
  });

  it.each(['', 'yesterday', '2012-02-30 10:00', '1969-12-31 10:00', '2012-01-01 25:00'])(
    'does not parse %j',
    (text) => {
      expect(parseTimestamp(text, { format: 'yyyy-MM-dd HH:mm', zone: 'UTC' })).toBeUndefined();
    },
  );

  it.each([
    ['HH:mm', 'UTC', 'is not a complete date and time format'],
    ['dd/MM HH:mm', 'UTC', 'is not a complete date and time format'],
    ['yyyy-MM-dd hh:mm', 'UTC', 'is not a complete date and time format'],
    ['X', 'UTC', 'is not a complete date and time format'],
    ['never', 'UTC', 'is not a complete date and time format'],
    ['yyyy-MM-dd HH:mm', 'EST', 'is not an IANA zone'],
    ['yyyy-MM-dd HH:mm', 'Europe/Atlantis', 'has no "Europe/Atlantis"'],
  ])('refuses %j in %s', (format, zone, problem) => {
    expect(timestampsProblem({ format, zone })).toContain(problem);
  });
});
