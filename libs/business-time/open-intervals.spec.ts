import { DAY, MINUTE } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { TemporalTimeZones } from '../time-zones/temporal-time-zones.js';
import { openHours } from './calendar-hours.js';
import { openMinutes } from './deadline.js';
import { openIntervals } from './open-intervals.js';
import { ALWAYS } from './open-hours.js';

const nine = [['09:00', '17:00']] as const;
const desk = openHours(
  {
    id: 'desk',
    timeZone: 'Asia/Tokyo',
    weekly: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine },
    holidays: [],
  },
  new TemporalTimeZones(),
);
const at = (text: string): number => Date.parse(text);

describe('open intervals', () => {
  it('L2 are the times at which a desk is open', () => {
    expect(openIntervals(desk, at('2026-11-27T07:30:00Z'), at('2026-11-30T01:00:00Z'))).toEqual([
      { from: at('2026-11-27T07:30:00Z'), to: at('2026-11-27T08:00:00Z') },
      { from: at('2026-11-30T00:00:00Z'), to: at('2026-11-30T01:00:00Z') },
    ]);
    expect(openIntervals(desk, at('2026-11-28T00:00:00Z'), at('2026-11-29T00:00:00Z'))).toEqual([]);
  });

  it('E5 are a single interval if always open', () => {
    expect(openIntervals(ALWAYS, 0, 5)).toEqual([{ from: 0, to: 5 }]);
    expect(openIntervals(ALWAYS, 5, 5)).toEqual([]);
  });

  it('add up to the open minutes, are open throughout, and never touch', () => {
    const instants = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2026-03-01T00:00:00Z') });
    fc.assert(
      fc.property(instants, fc.nat(30 * DAY), (from, length) => {
        const intervals = openIntervals(desk, from, from + length);
        expect(intervals.reduce((sum, interval) => sum + interval.to - interval.from, 0) / MINUTE).toBe(
          openMinutes(desk, from, from + length),
        );
        for (const [index, interval] of intervals.entries()) {
          expect(desk.between(interval.from, interval.to)).toBe(interval.to - interval.from);
          expect(interval.from).toBeGreaterThan(intervals[index - 1]?.to ?? -1);
        }
      }),
    );
  });

  it('refuse an end before the start', () => {
    expect(() => openIntervals(desk, 5, 4)).toThrow(RangeError);
  });
});
