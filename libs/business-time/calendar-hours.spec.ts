import { DAY, HOUR, instantOf } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { addDays, nextOpening, openHours, openIntervals, openMinutes, WEEKDAYS, type DailyHours } from './index.js';
import { weekdayOf } from './local-week.js';

const nineToFive: readonly DailyHours[] = [['09:00', '17:00']];
const zones = new TemporalTimeZones();

/** Returns the hours of a desk that is open every day. */
const daily = (timeZone: string, hours: readonly DailyHours[], holidays: readonly string[] = []) =>
  openHours(
    { id: 'desk', timeZone, weekly: Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, hours])), holidays },
    zones,
  );

describe('a local date that its zone skipped', () => {
  it.each([
    ['Pacific/Kwajalein', '1993-08-21'],
    ['Pacific/Apia', '2011-12-30'],
    ['Pacific/Fakaofo', '2011-12-30'],
    ['Pacific/Kiritimati', '1994-12-31'],
  ])('has no hours: %s, %s', (zone, skipped) => {
    const midnightAfter = zones.startOfDay(zone, addDays(skipped, 1));
    const span = [midnightAfter - DAY, midnightAfter + DAY] as const;
    const onlyThen = openHours(
      {
        id: 'desk',
        timeZone: zone,
        weekly: { [weekdayOf(Date.parse(skipped) / DAY)]: nineToFive },
        holidays: [],
      },
      zones,
    );
    expect(openMinutes(onlyThen, ...span)).toBe(0);
    expect(instantOf(nextOpening(onlyThen, midnightAfter))).toBe(instantOf(midnightAfter + 6 * DAY + 9 * HOUR));
    expect(openIntervals(daily(zone, nineToFive), ...span)).toEqual([
      { from: midnightAfter - 15 * HOUR, to: midnightAfter - 7 * HOUR },
      { from: midnightAfter + 9 * HOUR, to: midnightAfter + 17 * HOUR },
    ]);
  });

  it('ends hours past midnight at the midnight before it, and begins none', () => {
    const midnight = zones.startOfDay('Pacific/Apia', '2011-12-31');
    expect(
      openIntervals(daily('Pacific/Apia', [['22:00', '02:00']], ['2011-12-31']), midnight - DAY, midnight + DAY),
    ).toEqual([
      { from: midnight - DAY, to: midnight - 22 * HOUR },
      { from: midnight - 2 * HOUR, to: midnight },
    ]);
  });

  it('does not shorten the days around it', () => {
    const midnight = zones.startOfDay('Pacific/Apia', '2011-12-31');
    expect(openMinutes(daily('Pacific/Apia', [['00:00', '24:00']]), midnight - DAY, midnight + DAY)).toBe(2 * 24 * 60);
  });

  it('differs from a date without midnight, which has its hours', () => {
    const from = Date.parse('2015-10-18T03:00:00Z');
    expect(openMinutes(daily('America/Sao_Paulo', [['00:00', '09:00']]), from, from + 12 * HOUR)).toBe(8 * 60);
  });
});

describe('holidays', () => {
  it('L8 close on a date once, however often it is listed', () => {
    const from = Date.parse('2026-11-22T15:00:00Z');
    const desk = daily('Asia/Tokyo', nineToFive, ['2026-11-23', '2026-11-23']);
    expect(openMinutes(desk, from, from + 2 * DAY)).toBe(8 * 60);
  });
});
