import { DAY, instantOf } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { runs } from '../../test/support/runs.js';
import { TemporalTimeZones } from './index.js';

const zones = new TemporalTimeZones();
const wall = (text: string) => Date.parse(`${text}Z`);
const instant = (zone: string, text: string) => instantOf(zones.toInstant(zone, wall(text)));

describe('zone names', () => {
  it.each([
    'UTC',
    'Etc/UTC',
    'Etc/GMT+5',
    'America/New_York',
    'America/Argentina/Buenos_Aires',
    'Asia/Kolkata',
    'Asia/Calcutta',
    'Europe/Kyiv',
    'America/Port-au-Prince',
    'Antarctica/DumontDUrville',
  ])('accepts %s', (zone) => expect(zones.problemWith(zone)).toBeUndefined());

  it('accepts every zone that Intl lists', () =>
    expect(Intl.supportedValuesOf('timeZone').filter((zone) => zones.problemWith(zone) !== undefined)).toEqual([]));

  it.each(['EST', 'EST5EDT', 'PST', 'JST', 'GMT', 'CET', 'Japan', '+05:00', '-0500', 'Z', '', 'team', '[Asia/Tokyo]'])(
    'L6 rejects "%s" and suggests IANA names',
    (zone) => expect(zones.problemWith(zone)).toMatch(/America\/New_York.*Etc\/GMT\+5/),
  );

  it.each(['Asia/Edo', 'Etc/GMT+99', 'Mars/Olympus_Mons'])('rejects %s, which does not exist', (zone) => {
    expect(zones.problemWith(zone)).toContain(`no "${zone}"`);
    expect(() => zones.toInstant(zone, 0)).toThrow(RangeError);
  });

  it('rejects other spellings, so a zone has one name in the log', () =>
    expect(zones.problemWith('asia/tokyo')).toBe('"asia/tokyo" must be spelled Asia/Tokyo.'));
});

describe('local clocks', () => {
  it('read Etc/GMT+5 as UTC-5', () =>
    expect(instant('Etc/GMT+5', '2026-07-15T09:00')).toBe('2026-07-15T14:00:00.000Z'));

  it('map a time in a gap to the later instant', () => {
    expect(instant('America/New_York', '2026-03-08T02:30')).toBe('2026-03-08T07:30:00.000Z');
    expect(instant('Australia/Lord_Howe', '2026-10-04T02:15')).toBe('2026-10-03T15:45:00.000Z');
  });

  it('map a repeated time to its first occurrence', () =>
    expect(instant('America/New_York', '2026-11-01T01:30')).toBe('2026-11-01T05:30:00.000Z'));

  it('map a skipped day to the next', () =>
    expect(instant('Pacific/Apia', '2011-12-30T09:00')).toBe(instant('Pacific/Apia', '2011-12-31T09:00')));

  it('give the local time of an instant, to the millisecond', () => {
    expect(zones.toWall('Asia/Kathmandu', Date.parse('2026-11-22T12:00:30.250Z'))).toBe(
      wall('2026-11-22T17:45:30.250'),
    );
    expect(zones.toWall('America/New_York', Date.parse('2026-11-01T06:30:00Z'))).toBe(wall('2026-11-01T01:30'));
  });

  it('start a day at midnight, or after a gap that skips midnight', () => {
    expect(instantOf(zones.startOfDay('Asia/Tokyo', '2026-11-23'))).toBe('2026-11-22T15:00:00.000Z');
    expect(instantOf(zones.startOfDay('America/Toronto', '1919-03-31'))).toBe('1919-03-31T04:30:00.000Z');
  });

  it('support the years 0001 and 9999', () => {
    expect(instant('Etc/UTC', '0001-01-01T00:00')).toBe('0001-01-01T00:00:00.000Z');
    expect(instant('Asia/Tokyo', '9999-12-31T23:59')).toBe('9999-12-31T14:59:00.000Z');
  });
});

describe('local clocks, whose offsets are kept', () => {
  const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const within = (from: string, to: string) => fc.integer({ min: Date.parse(from), max: Date.parse(to) });
  /** Any time, and more often one of the decades in which zones changed their offsets most. */
  const time = fc.oneof(within('0001-01-03', '9998-12-30'), within('1900-01-01', '2050-01-01'));
  const dateAt = (wall: number) => new Date(wall).toISOString().slice(0, 10);
  const expectAsInTemporal = (one: string, at: number): void => {
    const instant = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(one);
    const utc = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDateTime();
    expect([one, at, zones.toWall(one, at), zones.toInstant(one, at), zones.startOfDay(one, dateAt(at))]).toEqual([
      one,
      at,
      at + Math.floor(instant.offsetNanoseconds / 1_000_000),
      utc.toZonedDateTime(one).epochMilliseconds,
      utc.toPlainDate().toZonedDateTime(one).epochMilliseconds,
    ]);
  };

  it('are those of Temporal at any time', () =>
    fc.assert(
      fc.property(zone, time, (one, at) => expectAsInTemporal(one, at)),
      { numRuns: runs({ short: 100, long: 20_000 }) },
    ));

  it('are those of Temporal around each change of an offset', () =>
    fc.assert(
      fc.property(zone, time, fc.array(fc.integer({ min: -2 * DAY, max: 2 * DAY })), (one, after, distances) => {
        const change = Temporal.Instant.fromEpochMilliseconds(after)
          .toZonedDateTimeISO(one)
          .getTimeZoneTransition('next');
        for (const distance of change ? [0, -1, ...distances] : [])
          expectAsInTemporal(one, (change?.epochMilliseconds ?? 0) + distance);
      }),
      { numRuns: runs({ short: 40, long: 10_000 }) },
    ));

  it('refuse a date that does not exist', () =>
    expect(() => zones.startOfDay('Asia/Tokyo', '2026-02-30')).toThrow(RangeError));
});

describe('the version', () => {
  it('is that of Node by default, or the one passed in', () => {
    expect(zones.version).toBe(process.versions.tz);
    expect(new TemporalTimeZones('2026a').version).toBe('2026a');
  });
});
