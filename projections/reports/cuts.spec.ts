import { HOUR, instantOf } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import fc from 'fast-check';
import { BUCKET_SIZES, Buckets } from './buckets.js';
import { Cuts } from './cuts.js';
import { LocalTimes } from './local-times.js';

const zones = new TemporalTimeZones();
const hoursOf = (size: 'day' | undefined, zone: string, from: string, to: string) =>
  new Cuts(size, zone, zones).of(from, to).map(({ at, millis }) => [at, millis / HOUR]);

describe('cuts', () => {
  it('divide a time where local days begin: one has 23 hours, and one 25, when clocks are changed', () => {
    expect(hoursOf('day', 'Europe/Berlin', '2026-03-28T12:00:00.000Z', '2026-03-30T12:00:00.000Z')).toEqual([
      ['2026-03-28T12:00:00.000Z', 11],
      ['2026-03-28T23:00:00.000Z', 23],
      ['2026-03-29T22:00:00.000Z', 14],
    ]);
    expect(hoursOf('day', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z')).toEqual([
      ['2026-10-24T22:00:00.000Z', 25],
    ]);
  });

  it('leave a time whole without buckets, and have no piece of no time', () => {
    expect(hoursOf(undefined, 'UTC', '2026-03-28T12:00:00.000Z', '2026-03-30T12:00:00.000Z')).toHaveLength(1);
    expect(hoursOf('day', 'UTC', '2026-03-28T12:00:00.000Z', '2026-03-28T12:00:00.000Z')).toEqual([]);
  });

  it('give pieces that follow each other without gaps, each in one bucket, and the next in another', () => {
    const start = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-12-31') });
    const zone = fc.constantFrom('UTC', 'Australia/Lord_Howe', 'America/New_York', 'Asia/Kathmandu');
    const length = fc.integer({ min: 1, max: 100 * HOUR });
    fc.assert(
      fc.property(start, length, zone, fc.constantFrom(...BUCKET_SIZES), (from, millis, timeZone, size) => {
        const buckets = new Buckets(size, new LocalTimes(timeZone, zones));
        const pieces = new Cuts(size, timeZone, zones).of(instantOf(from), instantOf(from + millis));
        let at = from;
        for (const [index, piece] of pieces.entries()) {
          expect(Date.parse(piece.at)).toBe(at);
          at += piece.millis;
          expect(buckets.of(at - 1)).toBe(buckets.of(at - piece.millis));
          if (index < pieces.length - 1) expect(buckets.of(at)).not.toBe(buckets.of(at - 1));
        }
        expect(at).toBe(from + millis);
      }),
      { numRuns: 50 },
    );
  });
});
