import { DAY, MINUTE } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { ALWAYS, deadline, isOpen, nextClosing, nextOpening, openHours, openMinutes, type TimeZones } from './index.js';
import { EARLIEST, LATEST } from './arguments.js';

const tokyo = {
  id: 'japanese-desk',
  timeZone: 'Asia/Tokyo',
  weekly: { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']] },
  holidays: [],
} as const;
const zones = new TemporalTimeZones();
const desk = openHours(tokyo, zones);
const at = (text: string) => Date.parse(text);

describe('nextClosing', () => {
  it('L4 returns the closing time while open, and the given instant while closed', () => {
    expect(nextClosing(desk, at('2026-11-24T03:00:00Z'))).toBe(at('2026-11-24T08:00:00Z'));
    expect(nextClosing(desk, at('2026-11-24T07:59:59.999Z'))).toBe(at('2026-11-24T08:00:00Z'));
    expect(nextClosing(desk, at('2026-11-24T08:00:00Z'))).toBe(at('2026-11-24T08:00:00Z'));
  });

  it('L2 skips no break, however short, and finds one after many days', () => {
    const weekly = Object.fromEntries(
      (['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const).map((day) => [day, [['00:00', '24:00']] as const]),
    );
    const almostAlways = openHours({ ...tokyo, weekly, holidays: ['2026-12-24'] }, zones);
    expect(nextClosing(almostAlways, at('2026-11-01T00:00:00Z'))).toBe(at('2026-12-23T15:00:00Z'));
    const withBreak = openHours(
      {
        ...tokyo,
        weekly: {
          ...weekly,
          mon: [
            ['00:00', '12:00'],
            ['12:01', '24:00'],
          ],
        },
      },
      zones,
    );
    expect(nextClosing(withBreak, at('2026-11-24T03:00:00Z'))).toBe(at('2026-11-30T03:00:00Z'));
  });

  it('L5 is undefined for hours that never close', () => {
    expect(nextClosing(ALWAYS, at('2026-11-22T03:00:00Z'))).toBeUndefined();
  });
});

describe('isOpen and nextOpening', () => {
  it('L2 include the opening time and exclude the closing time', () => {
    expect(isOpen(desk, at('2026-11-24T00:00:00Z'))).toBe(true);
    expect(isOpen(desk, at('2026-11-23T23:59:59.999Z'))).toBe(false);
    expect(isOpen(desk, at('2026-11-24T07:59:59.999Z'))).toBe(true);
    expect(isOpen(desk, at('2026-11-24T08:00:00Z'))).toBe(false);
  });

  it('L4 return the next opening, or the given instant if the desk is open', () => {
    expect(nextOpening(desk, at('2026-11-24T03:00:00Z'))).toBe(at('2026-11-24T03:00:00Z'));
    expect(nextOpening(desk, at('2026-11-24T08:00:00Z'))).toBe(at('2026-11-30T00:00:00Z'));
  });

  it('L5 are always open for ALWAYS', () => {
    expect(isOpen(ALWAYS, at('2026-11-22T03:00:00Z'))).toBe(true);
    expect(nextOpening(ALWAYS, 5)).toBe(5);
  });
});

describe('deadline and openMinutes', () => {
  it('round fractions of a minute to the nearest millisecond', () => {
    expect(deadline(ALWAYS, 0, 0.1)).toBe(6000);
    expect(deadline(ALWAYS, 0, 1 / 7)).toBe(8571);
  });

  it('start a clock created within a pause at the end of the pause, but make 0 minutes due at once', () => {
    const [start, to] = [at('2026-11-24T01:00:00Z'), at('2026-11-24T02:00:00Z')];
    expect(deadline(desk, start, 10, [{ from: start - 1, to }])).toBe(to + 600_000);
    expect(deadline(desk, start, 0, [{ from: start - 1, to }])).toBe(start);
  });

  it('resolve a deadline at the start of a pause to that instant, not to the end of the pause', () => {
    const pause = { from: 600_000, to: 1_200_000 };
    expect(deadline(ALWAYS, 0, 10, [pause])).toBe(pause.from);
    expect(deadline(ALWAYS, 0, 10 + 1 / MINUTE, [pause])).toBe(pause.to + 1);
  });

  it('accept the first and the last valid instant', () => {
    expect(openMinutes(ALWAYS, EARLIEST, LATEST)).toBe((LATEST - EARLIEST) / MINUTE);
    expect(deadline(ALWAYS, LATEST - MINUTE, 1)).toBe(LATEST);
  });

  it('span decades', () => {
    const start = at('2020-01-01T00:00:00Z');
    const tenYears = openMinutes(desk, start, at('2030-01-01T00:00:00Z'));
    expect(tenYears).toBe((521 + 522) * 480);
    expect(deadline(desk, start, 5 * tenYears)).toBeGreaterThan(at('2069-12-01T00:00:00Z'));
  });
});

describe('invalid arguments', () => {
  it.each([NaN, -1, -0.000001, Infinity, -Infinity])('include %p minutes', (minutes) => {
    expect(() => deadline(desk, 0, minutes)).toThrow(RangeError);
  });

  it.each([NaN, Infinity, 0.5, at('9999-12-31T23:59:59.999Z') + 1, at('0001-01-01T00:00:00Z') - 1])(
    'include an instant of %p ms',
    (millis) => {
      expect(() => deadline(desk, millis, 1)).toThrow(RangeError);
      expect(() => isOpen(desk, millis)).toThrow(RangeError);
      expect(() => nextOpening(desk, millis)).toThrow(RangeError);
      expect(() => openMinutes(desk, 0, millis)).toThrow(RangeError);
    },
  );

  it('include an end before the start, and an inverted pause', () => {
    expect(() => openMinutes(desk, 1, 0)).toThrow('before the start');
    expect(() => deadline(desk, 0, 1, [{ from: 2, to: 1 }])).toThrow('before it begins');
    expect(() => openMinutes(desk, 0, 9, [{ from: 2, to: 1 }])).toThrow('before it begins');
  });

  it('include a target that takes over 100 years or ends after the year 9999', () => {
    const hourAWeek = openHours({ ...tokyo, weekly: { mon: [['09:00', '10:00']] } }, zones);
    expect(() => deadline(hourAWeek, 0, 60 * 53 * 101)).toThrow('does not have enough open time');
    expect(() => deadline(ALWAYS, at('9999-12-31T23:59:00Z'), 2)).toThrow('deadline');
  });

  it('include a calendar that holidays keep closed for 100 years', () => {
    const holidays = Array.from({ length: 5300 }, (_, week) =>
      new Date(at('2026-01-05T00:00Z') + week * 7 * DAY).toISOString().slice(0, 10),
    );
    const shut = openHours({ ...tokyo, weekly: { mon: [['09:00', '10:00']] }, holidays }, zones);
    expect(() => nextOpening(shut, at('2026-01-01T00:00Z'))).toThrow('check the weekly hours and holidays');
    expect(isOpen(shut, at('2026-01-05T00:30Z'))).toBe(false);
  });
});

describe('compiled hours', () => {
  let lookups: number;
  beforeEach(() => {
    lookups = 0;
  });
  const counting: TimeZones = {
    version: zones.version,
    problemWith: (zone) => zones.problemWith(zone),
    toInstant: (zone, wall) => (lookups++, zones.toInstant(zone, wall)),
    toWall: (zone, instant) => zones.toWall(zone, instant),
    startOfDay: (zone, date) => zones.startOfDay(zone, date),
  };

  it('read the time-zone database once per block of days, not once per deadline', () => {
    const hours = openHours(tokyo, counting);
    const start = at('2026-11-24T01:00:00Z');
    deadline(hours, start, 60);
    const once = lookups;
    for (let i = 0; i < 1000; i++) deadline(hours, start + i, 60);
    expect(once).toBeGreaterThan(0);
    expect(lookups).toBe(once);
  });

  it('cache blocks that are years apart, and evict the oldest after decades of blocks', () => {
    const hours = openHours(tokyo, counting);
    const [then, now] = [at('2016-11-22T01:00:00Z'), at('2026-11-24T01:00:00Z')];
    for (const start of [then, now]) deadline(hours, start, 60);
    const once = lookups;
    for (const start of [then, now]) deadline(hours, start, 60);
    expect(lookups).toBe(once);
    deadline(hours, now, 60 * 16 * 52 * 60);
    const searched = lookups;
    deadline(hours, then, 60);
    expect(lookups).toBeGreaterThan(searched);
  });

  it('give the same result after a long search has evicted old blocks', () => {
    const hours = openHours({ ...tokyo, weekly: { mon: [['09:00', '10:00']] } }, zones);
    const before = deadline(hours, 0, 100);
    deadline(hours, 0, 60 * 52 * 80);
    expect(deadline(hours, 0, 100)).toBe(before);
  });
});
