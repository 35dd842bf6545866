import { Settings } from 'luxon';
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

  describe.each(['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'])('imported at %s', (today) => {
    const { now } = Settings;
    beforeAll(() => (Settings.now = () => Date.parse(today)));
    afterAll(() => (Settings.now = now));

    it.each([
      ['a repeated hour', '2025-10-26 01:50', 'Europe/Berlin', '2025-10-25T23:50:00.000Z'],
      ['a repeated hour', '2025-10-26 02:20', 'Europe/Berlin', '2025-10-26T00:20:00.000Z'],
      ['a repeated hour', '2025-11-02 01:30', 'America/New_York', '2025-11-02T05:30:00.000Z'],
      ['a repeated half hour', '2026-04-05 01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
      ['a skipped hour', '2026-03-29 02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
      ['a skipped hour', '2026-03-08 02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
      ['a skipped half hour', '2026-10-04 02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
      ['a skipped midnight', '2015-10-18 00:00', 'America/Sao_Paulo', '2015-10-18T03:00:00.000Z'],
      ['a skipped date', '2011-12-30 09:00', 'Pacific/Apia', '2011-12-30T19:00:00.000Z'],
      ['midnight as 24:00', '2025-10-25 24:00', 'Europe/Berlin', '2025-10-25T22:00:00.000Z'],
    ])('maps %s, %s in %s, by the "compatible" rule', (_, text, zone, instant) =>
      expect(parseTimestamp(text, { format: 'yyyy-MM-dd HH:mm', zone })).toBe(instant),
    );

    it.each([
      ['2025-10-26 02:20 Europe/Berlin', 'yyyy-MM-dd HH:mm z', '2025-10-26T00:20:00.000Z'],
      ['2025-10-26 02:20 +01:00', 'yyyy-MM-dd HH:mm ZZ', '2025-10-26T01:20:00.000Z'],
      ['2025-10-26 02:20 +01:00 Europe/Berlin', 'yyyy-MM-dd HH:mm ZZ z', '2025-10-26T01:20:00.000Z'],
      ['2025-10-26 02:20 Europe/Atlantis', 'yyyy-MM-dd HH:mm z', undefined],
      ['Sun, week 43 of 2025, 02:20', "ccc, 'week' WW 'of' kkkk, HH:mm", '2025-10-26T00:20:00.000Z'],
      ['2025-299 02:20', 'yyyy-ooo HH:mm', '2025-10-26T00:20:00.000Z'],
      ['2025-10-26', 'yyyy-MM-dd', '2025-10-25T22:00:00.000Z'],
    ])('parses %s with %s', (text, format, instant) =>
      expect(parseTimestamp(text, { format, zone: 'Europe/Berlin' })).toBe(instant),
    );
  });

  it('refuses a time that is outside the years 1970 to 9999 in UTC', () => {
    const format = 'yyyy-MM-dd HH:mm';
    expect(parseTimestamp('9999-12-31 23:00', { format, zone: 'America/New_York' })).toBeUndefined();
    expect(parseTimestamp('1970-01-01 00:30', { format, zone: 'Asia/Tokyo' })).toBeUndefined();
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
    ['yyyy-MM-dd HH:mm a', 'UTC', 'contradicts itself'],
    ['never', 'UTC', 'is not a complete date and time format'],
    ['yyyy-MM-dd HH:mm', 'EST', 'is not an IANA zone'],
    ['yyyy-MM-dd HH:mm', 'Europe/Atlantis', 'has no "Europe/Atlantis"'],
  ])('refuses %j in %s', (format, zone, problem) => {
    expect(timestampsProblem({ format, zone })).toContain(problem);
  });
});
