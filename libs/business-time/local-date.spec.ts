import fc from 'fast-check';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { addDays, addMonths, billingPeriod, daysBetween, isLocalDate, localDateOf, startOfLocalDay } from './index.js';
import { dateOfDay, dayOfDate } from './local-date.js';

const zones = new TemporalTimeZones();
const date = fc.integer({ min: dayOfDate('1990-01-01'), max: dayOfDate('2090-12-31') }).map(dateOfDay);
const zone = fc.constantFrom(
  'Asia/Tokyo',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Etc/GMT+5',
  'America/Havana',
  'Asia/Beirut',
);

describe('a local date', () => {
  it.each(['2026-02-28', '2024-02-29', '0001-01-01', '9999-12-31'])('is %s', (text) =>
    expect(isLocalDate(text)).toBe(true),
  );
  it.each(['2026-02-29', '2026-02-30', '2026-13-01', '0000-01-01', '2026-1-1', '20260101', '2026-01-01T00:00', ''])(
    'is not "%s"',
    (text) => {
      expect(isLocalDate(text)).toBe(false);
      expect(() => daysBetween(text, '2026-01-01')).toThrow('is not a date');
      expect(() => addMonths(text, 1)).toThrow('is not a date');
      expect(() => billingPeriod('2026-01-01', 'month', text)).toThrow('is not a date');
      expect(() => startOfLocalDay(text, 'Etc/UTC', zones)).toThrow('is not a date');
    },
  );

  it('counts days forward and backward, including leap days', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2024-03-01', '2024-02-28')).toBe(-2);
  });

  it('adds days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(() => addDays('9999-12-31', 1)).toThrow('outside the years');
    expect(() => addDays('2026-12-31', NaN)).toThrow('outside the years');
  });

  it('adds months, clamped to the last day of a short month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2026-11-30', 15)).toBe('2028-02-29');
    expect(addMonths('0001-01-31', 1)).toBe('0001-02-28');
    for (const months of [1, NaN, 0.5, 1e9]) expect(() => addMonths('9999-12-01', months)).toThrow('outside the years');
  });

  it('depends on the time zone of an instant', () => {
    const instant = Date.parse('2026-11-22T23:30:00Z');
    expect(localDateOf(instant, 'Asia/Tokyo', zones)).toBe('2026-11-23');
    expect(localDateOf(instant, 'America/New_York', zones)).toBe('2026-11-22');
  });

  it('begins at midnight, or at 01:00 where clocks skip midnight', () => {
    expect(startOfLocalDay('2026-11-23', 'Asia/Tokyo', zones)).toBe(Date.parse('2026-11-22T15:00:00Z'));
    expect(startOfLocalDay('2015-10-18', 'America/Sao_Paulo', zones)).toBe(Date.parse('2015-10-18T03:00:00Z'));
  });

  it('contains its first instant and not the one before', () =>
    fc.assert(
      fc.property(date, zone, (day, where) => {
        const start = startOfLocalDay(day, where, zones);
        expect(localDateOf(start, where, zones)).toBe(day);
        expect(localDateOf(start - 1, where, zones)).toBe(dateOfDay(dayOfDate(day) - 1));
      }),
    ));
});

describe('P9 a billing period', () => {
  it('runs from the anchor day to the next', () => {
    expect(billingPeriod('2026-11-15', 'month', '2026-11-22')).toEqual({ from: '2026-11-15', to: '2026-12-15' });
    expect(billingPeriod('2026-11-15', 'month', '2026-12-15')).toEqual({ from: '2026-12-15', to: '2027-01-15' });
    expect(billingPeriod('2024-02-29', 'year', '2025-02-27')).toEqual({ from: '2024-02-29', to: '2025-02-28' });
  });

  it('returns to the 31st after a short month', () => {
    expect(billingPeriod('2026-01-31', 'month', '2026-02-28')).toEqual({ from: '2026-02-28', to: '2026-03-31' });
    expect(billingPeriod('2026-01-31', 'month', '2026-03-30')).toEqual({ from: '2026-02-28', to: '2026-03-31' });
  });

  it('extends before the anchor', () =>
    expect(billingPeriod('2026-11-30', 'month', '2026-03-29')).toEqual({ from: '2026-02-28', to: '2026-03-30' }));

  it('contains its date, and the next period begins where it ends', () =>
    fc.assert(
      fc.property(date, fc.constantFrom('month' as const, 'year' as const), date, (anchor, interval, day) => {
        const period = billingPeriod(anchor, interval, day);
        expect(daysBetween(period.from, day)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(day, period.to)).toBeGreaterThan(0);
        expect(billingPeriod(anchor, interval, period.from)).toEqual(period);
        expect(billingPeriod(anchor, interval, period.to).from).toBe(period.to);
        expect(billingPeriod(anchor, interval, anchor).from).toBe(anchor);
      }),
    ));
});
