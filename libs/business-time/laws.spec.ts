import { DAY, MINUTE } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import {
  ALWAYS,
  deadline,
  isOpen,
  nextOpening,
  openHours,
  openMinutes,
  WEEKDAYS,
  type Calendar,
  type DailyHours,
  type Interval,
  type TimeZones,
} from './index.js';
import { runs } from '../../test/support/runs.js';

/** Caches `toInstant`: the laws compile thousands of calendars over the same few weeks. */
function withCache(zones: TimeZones): TimeZones {
  const known = new Map<string, number>();
  return {
    version: zones.version,
    problemWith: (zone) => zones.problemWith(zone),
    toInstant: (zone, wall) => {
      const key = `${zone} ${wall}`;
      const instant = known.get(key) ?? zones.toInstant(zone, wall);
      known.set(key, instant);
      return instant;
    },
    toWall: (zone, instant) => zones.toWall(zone, instant),
    startOfDay: (zone, date) => zones.startOfDay(zone, date),
  };
}
const zones = withCache(new TemporalTimeZones());

/** Zones whose clocks change by an hour, half an hour (Lord Howe), at midnight or by a day (Apia), or never. */
const PLACES = [
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['America/Sao_Paulo', '2015-10-18'],
  ['America/Sao_Paulo', '2016-02-21'],
  ['America/Havana', '2026-03-08'],
  ['America/Havana', '2026-11-01'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Pacific/Apia', '2011-12-30'],
  ['America/Toronto', '1919-03-31'],
  ['Asia/Tokyo', '2026-11-23'],
  ['Etc/GMT+5', '2026-12-31'],
  ['Asia/Kathmandu', '2028-02-29'],
] as const;

const clock = fc
  .integer({ min: 0, max: 95 })
  .map((quarter) => `${String(quarter >> 2).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);
const hours: fc.Arbitrary<DailyHours> = fc
  .tuple(clock, fc.oneof(clock, fc.constant('24:00')))
  .filter(([opens, closes]) => opens !== closes);
const weekly = fc
  .record(Object.fromEntries(WEEKDAYS.map((day) => [day, fc.array(hours, { minLength: 1, maxLength: 3 })])), {
    requiredKeys: [],
  })
  .filter((week) => Object.keys(week).length > 0);
const dateNear = (change: string) =>
  fc.integer({ min: -5, max: 5 }).map((days) => Temporal.PlainDate.from(change).add({ days }).toString());

interface CalendarAt {
  readonly calendar: Calendar;
  readonly start: number;
}
const scene: fc.Arbitrary<CalendarAt> = fc.constantFrom(...PLACES).chain(([timeZone, change]) =>
  fc.record({
    calendar: fc.record({
      id: fc.constant('random'),
      timeZone: fc.constant(timeZone),
      weekly,
      holidays: fc.uniqueArray(dateNear(change), { maxLength: 4 }),
    }),
    start: fc.integer({ min: -3 * DAY, max: 3 * DAY }).map((shift) => Date.parse(`${change}T06:00Z`) + shift),
  }),
);
/** Minutes that are a whole number of milliseconds. */
const minutes = fc.oneof(
  fc.integer({ min: 0, max: 3000 }),
  fc.integer({ min: 0, max: 9 * DAY }).map((millis) => millis / MINUTE),
);
const span = fc.integer({ min: 0, max: 20 * DAY });
const pausesAfter = (start: number): fc.Arbitrary<Interval[]> =>
  fc
    .array(fc.tuple(fc.integer({ min: -DAY, max: 6 * DAY }), fc.integer({ min: 0, max: 2 * DAY })), { maxLength: 4 })
    .map((pauses) => pauses.map(([after, length]) => ({ from: start + after, to: start + after + length })));
const paused = scene.chain(({ calendar, start }) =>
  fc.record({ calendar: fc.constant(calendar), start: fc.constant(start), pauses: pausesAfter(start) }),
);

const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, holds), { numRuns: runs({ short: 100, long: 2_000 }) });
const compile = (calendar: Calendar) => openHours(calendar, zones);

describe('laws of business time, over random calendars around clock changes', () => {
  it('open(s, deadline(s, m)) = m', () =>
    check(fc.tuple(scene, minutes), ([{ calendar, start }, m]) => {
      const desk = compile(calendar);
      expect(openMinutes(desk, start, deadline(desk, start, m))).toBe(m);
    }));

  it('deadline(s, open(s, e)) <= e, and equal when e is open', () =>
    check(fc.tuple(scene, span), ([{ calendar, start }, length]) => {
      const desk = compile(calendar);
      const [end, back] = [start + length, deadline(desk, start, openMinutes(desk, start, start + length))];
      expect(back).toBeLessThanOrEqual(end);
      if (isOpen(desk, end)) expect(back).toBe(end);
    }));

  it('the instant before a deadline is open, and 0 minutes are due at the start', () =>
    check(fc.tuple(scene, minutes), ([{ calendar, start }, m]) => {
      const desk = compile(calendar);
      const due = deadline(desk, start, m);
      if (m > 0) expect(isOpen(desk, due - 1)).toBe(true);
      else expect(due).toBe(start);
    }));

  it('a longer target is never due earlier, and a later start never brings a deadline forward', () =>
    check(fc.tuple(scene, minutes, minutes, span), ([{ calendar, start }, m, more, later]) => {
      const desk = compile(calendar);
      expect(deadline(desk, start, m + more)).toBeGreaterThanOrEqual(deadline(desk, start, m));
      expect(deadline(desk, start + later, m)).toBeGreaterThanOrEqual(deadline(desk, start, m));
    }));

  it('two targets in a row are due when their sum is', () =>
    check(fc.tuple(scene, minutes, minutes), ([{ calendar, start }, a, b]) => {
      const desk = compile(calendar);
      expect(deadline(desk, deadline(desk, start, a), b)).toBe(deadline(desk, start, a + b));
    }));

  it('open time of adjacent intervals adds up', () =>
    check(fc.tuple(scene, span, span), ([{ calendar, start }, first, second]) => {
      const desk = compile(calendar);
      const [middle, end] = [start + first, start + first + second];
      expect(openMinutes(desk, start, middle) + openMinutes(desk, middle, end)).toBeCloseTo(
        openMinutes(desk, start, end),
        6,
      );
    }));

  it('the next opening is open, and nothing before it is', () =>
    check(scene, ({ calendar, start }) => {
      const desk = compile(calendar);
      const opening = nextOpening(desk, start);
      expect(isOpen(desk, opening)).toBe(true);
      expect(openMinutes(desk, start, opening)).toBe(0);
    }));

  it('the same hours listed twice count once', () =>
    check(fc.tuple(scene, minutes), ([{ calendar, start }, m]) => {
      const doubled = Object.fromEntries(
        Object.entries(calendar.weekly).map(([day, list]) => [day, [...list, ...list]]),
      );
      expect(deadline(compile({ ...calendar, weekly: doubled }), start, m)).toBe(deadline(compile(calendar), start, m));
    }));

  it('hours past midnight equal their two halves, holidays included', () =>
    check(fc.tuple(scene, clock, clock), ([{ calendar, start }, opens, closes]) => {
      fc.pre(closes < opens && closes > '00:00');
      const over = { ...calendar, weekly: { fri: [[opens, closes] as const] } };
      const split = { ...calendar, weekly: { fri: [[opens, '24:00'] as const], sat: [['00:00', closes] as const] } };
      expect(openMinutes(compile(over), start, start + 20 * DAY)).toBe(
        openMinutes(compile(split), start, start + 20 * DAY),
      );
    }));

  it('open around the clock, business time is elapsed time', () =>
    check(fc.tuple(scene, minutes), ([{ calendar, start }, m]) => {
      const allDay = Object.fromEntries(WEEKDAYS.map((day) => [day, [['00:00', '24:00'] as const]]));
      const desk = compile({ ...calendar, weekly: allDay, holidays: [] });
      expect(deadline(desk, start, m)).toBe(deadline(ALWAYS, start, m));
      expect(openMinutes(desk, start, start + m * MINUTE)).toBe(m);
    }));
});

describe('laws of pausing', () => {
  it('open(s, deadline(s, m, pauses), pauses) = m', () =>
    check(fc.tuple(paused, minutes), ([{ calendar, start, pauses }, m]) => {
      const desk = compile(calendar);
      expect(openMinutes(desk, start, deadline(desk, start, m, pauses), pauses)).toBe(m);
    }));

  it('overlapping pauses are subtracted once, in business time', () =>
    check(fc.tuple(paused, span), ([{ calendar, start, pauses }, length]) => {
      const desk = compile(calendar);
      const marks = [start, start + length, ...pauses.flatMap(({ from, to }) => [from, to])];
      const cuts = [...new Set(marks.filter((at) => at >= start && at <= start + length))].sort((a, b) => a - b);
      const counted = cuts
        .slice(1)
        .map((to, i) => ({ from: cuts[i] ?? to, to }))
        .filter((piece) => !pauses.some((pause) => pause.from <= piece.from && piece.to <= pause.to));
      const expected = counted.reduce((sum, { from, to }) => sum + openMinutes(desk, from, to), 0);
      expect(openMinutes(desk, start, start + length, pauses)).toBeCloseTo(expected, 6);
    }));

  it('a pause outside open hours changes nothing', () =>
    check(fc.tuple(scene, minutes), ([{ calendar, start }, m]) => {
      const desk = compile(calendar);
      const opening = nextOpening(desk, start);
      expect(deadline(desk, start, m, [{ from: start, to: opening }])).toBe(m === 0 ? start : deadline(desk, start, m));
    }));
});

describe('compared with a model that counts minute by minute', () => {
  /** Returns every open minute near a time, computed slowly and directly from the definition. */
  function openMinutesNear({ timeZone, weekly, holidays }: Calendar, near: number): Set<number> {
    const today = Temporal.Instant.fromEpochMilliseconds(near).toZonedDateTimeISO(timeZone).toPlainDate();
    const minutesOpen = new Set<number>();
    const add = (date: Temporal.PlainDate, opens: string, closes: string) => {
      if (holidays.includes(date.toString())) return;
      if (!date.toZonedDateTime(timeZone).toPlainDate().equals(date)) return;
      const at = (text: string) =>
        (text === '24:00' ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(text)).toZonedDateTime(
          timeZone,
        ).epochMilliseconds / MINUTE;
      const closing = at(closes);
      for (let minute = at(opens); minute < closing; minute++) minutesOpen.add(minute);
    };
    for (let days = -4; days <= 7; days++) {
      const date = today.add({ days });
      for (const [opens, closes] of weekly[
        (['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const)[date.dayOfWeek - 1] ?? 'mon'
      ] ?? []) {
        add(date, opens, opens < closes ? closes : '24:00');
        if (closes < opens) add(date.add({ days: 1 }), '00:00', closes);
      }
    }
    return minutesOpen;
  }

  it('open time is the number of open minutes', () =>
    fc.assert(
      fc.property(scene, fc.integer({ min: 0, max: 3 * 24 * 60 }), ({ calendar, start }, length) => {
        const first = Math.floor(start / MINUTE);
        const open = openMinutesNear(calendar, start);
        const expected = Array.from({ length }, (_, i) => first + i).filter((minute) => open.has(minute)).length;
        expect(openMinutes(compile(calendar), first * MINUTE, (first + length) * MINUTE)).toBe(expected);
      }),
      { numRuns: runs({ short: 100, long: 1_000 }) },
    ));
});
