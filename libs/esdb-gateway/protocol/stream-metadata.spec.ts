import fc from 'fast-check';
import { isInRange, parseStreamMetadata, visibleRange } from './stream-metadata.js';

const NOW = Date.parse('2026-11-27T07:30:00.000Z');
const retention = fc.record(
  { $tb: fc.nat(30), $maxCount: fc.integer({ min: 1, max: 30 }), $maxAge: fc.integer({ min: 1, max: 100 }) },
  { requiredKeys: [] },
);
/** Streams whose events were recorded in order, the last one now or earlier. */
const streams = fc
  .array(fc.nat(20), { maxLength: 25 })
  .map((gaps) => gaps.reduceRight<number[]>((times, gap) => [(times[0] ?? NOW) - gap * 1_000, ...times], []))
  .map((times) => times.map((time, revision) => ({ revision, recordedAt: new Date(time).toISOString() })));

describe('stream metadata', () => {
  it('leave visible the longest tail of at most $maxCount events, none below $tb or older than $maxAge', () => {
    fc.assert(
      fc.property(retention, streams, (limits, events) => {
        const seen = events.filter(isInRange(visibleRange(limits, events.length - 1, NOW)));
        expect(seen).toEqual(events.slice(events.length - seen.length));
        const next = events[events.length - seen.length - 1];
        const age = (event: { readonly recordedAt: string }): number => (NOW - Date.parse(event.recordedAt)) / 1_000;
        for (const event of seen) {
          expect(event.revision).toBeGreaterThanOrEqual(limits.$tb ?? 0);
          expect(age(event)).toBeLessThanOrEqual(limits.$maxAge ?? Infinity);
        }
        expect(seen.length).toBeLessThanOrEqual(limits.$maxCount ?? Infinity);
        if (next)
          expect(
            seen.length === limits.$maxCount ||
              next.revision < (limits.$tb ?? 0) ||
              age(next) > (limits.$maxAge ?? Infinity),
          ).toBe(true);
      }),
    );
  });

  it('must be a JSON object with integers in range', () => {
    expect(parseStreamMetadata('{"$maxCount":3,"owner":"ops"}')).toEqual({ $maxCount: 3, owner: 'ops' });
    for (const data of ['', '[]', '3', '{"$maxCount":0}', '{"$maxAge":0.5}', '{"$tb":-1}', '{"$tb":"1"}'])
      expect(() => parseStreamMetadata(data)).toThrow(/\S/);
  });
});
