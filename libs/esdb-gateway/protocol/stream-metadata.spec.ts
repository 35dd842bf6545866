import fc from 'fast-check';
import { isWithin, metadataIn, windowOf } from './stream-metadata.js';

const NOW = Date.parse('2026-11-27T07:30:00.000Z');
const retention = fc.record(
  { $tb: fc.nat(30), $maxCount: fc.integer({ min: 1, max: 30 }), $maxAge: fc.integer({ min: 1, max: 100 }) },
  { requiredKeys: [] },
);
/** Streams whose events were recorded one after the other, the last of them now or before. */
const streams = fc
  .array(fc.nat(20), { maxLength: 25 })
  .map((gaps) => gaps.reduceRight<number[]>((times, gap) => [(times[0] ?? NOW) - gap * 1_000, ...times], []))
  .map((times) => times.map((time, revision) => ({ revision, recordedAt: new Date(time).toISOString() })));

describe('what is to be seen of a stream', () => {
  it('is its end: no more than $maxCount events, none below $tb, none older than $maxAge, and all others', () => {
    fc.assert(
      fc.property(retention, streams, (policies, events) => {
        const seen = events.filter(isWithin(windowOf(policies, events.length - 1, NOW)));
        expect(seen).toEqual(events.slice(events.length - seen.length));
        const next = events[events.length - seen.length - 1];
        const age = (event: { readonly recordedAt: string }): number => (NOW - Date.parse(event.recordedAt)) / 1_000;
        for (const event of seen) {
          expect(event.revision).toBeGreaterThanOrEqual(policies.$tb ?? 0);
          expect(age(event)).toBeLessThanOrEqual(policies.$maxAge ?? Infinity);
        }
        expect(seen.length).toBeLessThanOrEqual(policies.$maxCount ?? Infinity);
        if (next)
          expect(
            seen.length === policies.$maxCount ||
              next.revision < (policies.$tb ?? 0) ||
              age(next) > (policies.$maxAge ?? Infinity),
          ).toBe(true);
      }),
    );
  });

  it('is said by a JSON object with whole numbers in their range', () => {
    expect(metadataIn('{"$maxCount":3,"owner":"ops"}')).toEqual({ $maxCount: 3, owner: 'ops' });
    for (const data of ['', '[]', '3', '{"$maxCount":0}', '{"$maxAge":0.5}', '{"$tb":-1}', '{"$tb":"1"}'])
      expect(() => metadataIn(data)).toThrow(/\S/);
  });
});
