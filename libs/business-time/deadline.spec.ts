import { DAY, MINUTE } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { ALWAYS, deadline, isOpen, nextOpening, openHours, openMinutes, type TimeZones } from './index.js';
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

describe('opening and closing time', () => {
  it('L2 is open from opening time up to, but not at, closing time', () => {
    expect(isOpen(desk, at('2026-11-24T00:00:00Z'))).toBe(true);
    expect(isOpen(desk, at('2026-11-23T23:59:59.999Z'))).toBe(false);
    expect(isOpen(desk, at('2026-11-24T07:59:59.999Z'))).toBe(true);
    expect(isOpen(desk, at('2026-11-24T08:00:00Z'))).toBe(false);
  });

  it('L4 names the next opening, which is now while the desk is open', () => {
    expect(nextOpening(desk, at('2026-11-24T03:00:00Z'))).toBe(at('2026-11-24T03:00:00Z'));
    expect(nextOpening(desk, at('2026-11-24T08:00:00Z'))).toBe(at('2026-11-30T00:00:00Z'));
  });

  it('L5 never closes around the clock', () => {
    expect(isOpen(ALWAYS, at('2026-11-22T03:00:00Z'))).toBe(true);
    expect(nextOpening(ALWAYS, 5)).toBe(5);
  });
});

describe('counting', () => {
  it('keeps milliseconds, and counts finer fractions to the nearest one', () => {
    expect(deadline(ALWAYS, 0, 0.1)).toBe(6000);
    expect(deadline(ALWAYS, 0, 1 / 7)).toBe(8571);
  });

  it('starts a clock created within a pause when the pause ends, but 0 minutes are due at once', () => {
    const [start, to] = [at('2026-11-24T01:00:00Z'), at('2026-11-24T02:00:00Z')];
    expect(deadline(desk, start, 10, [{ from: start - 1, to }])).toBe(to + 600_000);
    expect(deadline(desk, start, 0, [{ from: start - 1, to }])).toBe(start);
  });

  it('is due when a pause begins, not when it ends, if the time runs out at that very instant', () => {
    const pause = { from: 600_000, to: 1_200_000 };
    expect(deadline(ALWAYS, 0, 10, [pause])).toBe(pause.from);
    expect(deadline(ALWAYS, 0, 10 + 1 / MINUTE, [pause])).toBe(pause.to + 1);
  });

  it('takes the first and the last instant that can be written', () => {
    expect(openMinutes(ALWAYS, EARLIEST, LATEST)).toBe((LATEST - EARLIEST) / MINUTE);
    expect(deadline(ALWAYS, LATEST - MINUTE, 1)).toBe(LATEST);
  });

  it('spans decades', () => {
    const start = at('2020-01-01T00:00:00Z');
    const tenYears = openMinutes(desk, start, at('2030-01-01T00:00:00Z'));
    expect(tenYears).toBe((521 + 522) * 480);
    expect(deadline(desk, start, 5 * tenYears)).toBeGreaterThan(at('2069-12-01T00:00:00Z'));
  });
});

describe('what it refuses', () => {
  it.each([NaN, -1, -0.000001, Infinity, -Infinity])('%p minutes', (minutes) => {
    expect(() => deadline(desk, 0, minutes)).toThrow(RangeError);
  });

  it.each([NaN, Infinity, 0.5, at('9999-12-31T23:59:59.999Z') + 1, at('0001-01-01T00:00:00Z') - 1])(
    'an instant of %p ms',
    (millis) => {
      expect(() => deadline(desk, millis, 1)).toThrow(RangeError);
      expect(() => isOpen(desk, millis)).toThrow(RangeError);
      expect(() => nextOpening(desk, millis)).toThrow(RangeError);
      expect(() => openMinutes(desk, 0, millis)).toThrow(RangeError);
    },
  );

  it('an end before the start, and an inverted pause', () => {
    expect(() => openMinutes(desk, 1, 0)).toThrow('before the start');
    expect(() => deadline(desk, 0, 1, [{ from: 2, to: 1 }])).toThrow('before it begins');
    expect(() => openMinutes(desk, 0, 9, [{ from: 2, to: 1 }])).toThrow('before it begins');
  });

  it('a target that takes more than a hundred years, or goes beyond the year 9999', () => {
    const hourAWeek = openHours({ ...tokyo, weekly: { mon: [['09:00', '10:00']] } }, zones);
    expect(() => deadline(hourAWeek, 0, 60 * 53 * 101)).toThrow('too little open time');
    expect(() => deadline(ALWAYS, at('9999-12-31T23:59:00Z'), 2)).toThrow('deadline');
  });

  it('a search that holidays would make endless', () => {
    const holidays = Array.from({ length: 5300 }, (_, week) =>
      new Date(at('2026-01-05T00:00Z') + week * 7 * DAY).toISOString().slice(0, 10),
    );
    const shut = openHours({ ...tokyo, weekly: { mon: [['09:00', '10:00']] }, holidays }, zones);
    expect(() => nextOpening(shut, at('2026-01-01T00:00Z'))).toThrow('check the weekly hours and holidays');
    expect(isOpen(shut, at('2026-01-05T00:30Z'))).toBe(false);
  });
});

describe('compiled hours', () => {
  let asked: number;
  beforeEach(() => {
    asked = 0;
  });
  const counting: TimeZones = {
    version: zones.version,
    problemWith: (zone) => zones.problemWith(zone),
    toInstant: (zone, wall) => (asked++, zones.toInstant(zone, wall)),
    toWall: (zone, instant) => zones.toWall(zone, instant),
    startOfDay: (zone, date) => zones.startOfDay(zone, date),
  };

  it('ask the time-zone database once for a stretch of time, not for each deadline', () => {
    const hours = openHours(tokyo, counting);
    const start = at('2026-11-24T01:00:00Z');
    deadline(hours, start, 60);
    const once = asked;
    for (let i = 0; i < 1000; i++) deadline(hours, start + i, 60);
    expect(once).toBeGreaterThan(0);
    expect(asked).toBe(once);
  });

  it('remember what they were asked, also of times far apart, and forget the oldest after decades', () => {
    const hours = openHours(tokyo, counting);
    const [then, now] = [at('2016-11-22T01:00:00Z'), at('2026-11-24T01:00:00Z')];
    for (const start of [then, now]) deadline(hours, start, 60);
    const once = asked;
    for (const start of [then, now]) deadline(hours, start, 60);
    expect(asked).toBe(once);
    deadline(hours, now, 60 * 16 * 52 * 60);
    const searched = asked;
    deadline(hours, then, 60);
    expect(asked).toBeGreaterThan(searched);
  });

  it('give the same answer after a long search has pushed old blocks out of the cache', () => {
    const hours = openHours({ ...tokyo, weekly: { mon: [['09:00', '10:00']] } }, zones);
    const before = deadline(hours, 0, 100);
    deadline(hours, 0, 60 * 52 * 80);
    expect(deadline(hours, 0, 100)).toBe(before);
  });
});
