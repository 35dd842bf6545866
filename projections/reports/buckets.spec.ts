import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { DAY, HOUR, MINUTE } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { BUCKET_SIZES, Buckets, type BucketSize } from './buckets.js';
import { LocalTimes } from './local-times.js';

const zones = new TemporalTimeZones();
const bucketsIn = (size: BucketSize, zone?: string): Buckets => new Buckets(size, new LocalTimes(zone, zones));
const nameOf = (size: BucketSize, instant: string, zone?: string): string =>
  bucketsIn(size, zone).of(Date.parse(instant)).name;
const namesBetween = (size: BucketSize, from: string, to: string, zone?: string): readonly string[] | undefined =>
  bucketsIn(size, zone)
    .between(Date.parse(from), Date.parse(to), 1_000)
    ?.map(({ name }) => name);

describe('the buckets of a report', () => {
  it.each([
    ['hour', '2026-11-27T07:59:59.999Z', '2026-11-27T07:00Z'],
    ['day', '2026-11-27T23:59:59.999Z', '2026-11-27'],
    ['week', '2026-11-29T23:59:59.999Z', '2026-W48'],
    ['week', '2026-11-30T00:00:00.000Z', '2026-W49'],
    ['month', '2026-11-30T23:59:59.999Z', '2026-11'],
    ['quarter', '2026-09-30T23:59:59.999Z', '2026-Q3'],
    ['quarter', '2026-10-01T00:00:00.000Z', '2026-Q4'],
  ] as const)('name the %s of %s %s in UTC', (size, instant, name) => {
    expect(nameOf(size, instant)).toBe(name);
    expect(nameOf(size, instant, 'UTC')).toBe(name);
  });

  it.each([
    ['2027-01-03T12:00:00Z', '2026-W53'],
    ['2027-01-04T12:00:00Z', '2027-W01'],
    ['2024-12-30T12:00:00Z', '2025-W01'],
    ['2023-01-01T12:00:00Z', '2022-W52'],
    ['1969-12-28T12:00:00Z', '1969-W52'],
  ])('count the week of %s as %s, by ISO 8601', (instant, name) => {
    expect(nameOf('week', instant)).toBe(name);
  });

  it.each([
    ['hour', '2026-11-27T15:30:00.000Z', 'Asia/Tokyo', '2026-11-28T00:00+09:00'],
    ['hour', '2026-11-27T18:35:00.000Z', 'Asia/Kolkata', '2026-11-28T00:00+05:30'],
    ['hour', '2026-11-27T07:30:00.000Z', 'America/New_York', '2026-11-27T02:00-05:00'],
    ['day', '2026-11-27T15:00:00.000Z', 'Asia/Tokyo', '2026-11-28'],
    ['week', '2026-11-29T15:00:00.000Z', 'Asia/Tokyo', '2026-W49'],
    ['month', '2026-11-30T15:00:00.000Z', 'Asia/Tokyo', '2026-12'],
    ['quarter', '2026-12-31T15:00:00.000Z', 'Asia/Tokyo', '2027-Q1'],
  ] as const)('are of local time: the %s of %s in %s is %s', (size, instant, zone, name) => {
    expect(nameOf(size, instant, zone)).toBe(name);
  });

  it('tell the two hours apart when clocks are set back, and leave out the one that is skipped', () => {
    expect(namesBetween('hour', '2026-10-25T00:00:00Z', '2026-10-25T03:00:00Z', 'Europe/Berlin')).toEqual([
      '2026-10-25T02:00+02:00',
      '2026-10-25T02:00+01:00',
      '2026-10-25T03:00+01:00',
    ]);
    expect(namesBetween('hour', '2026-03-29T00:00:00Z', '2026-03-29T02:00:00Z', 'Europe/Berlin')).toEqual([
      '2026-03-29T01:00+01:00',
      '2026-03-29T03:00+02:00',
    ]);
    expect(namesBetween('hour', '2026-04-04T14:00:00Z', '2026-04-04T16:00:00Z', 'Australia/Lord_Howe')).toEqual([
      '2026-04-05T01:00+11:00',
      '2026-04-05T01:00+10:30',
      '2026-04-05T02:00+10:30',
    ]);
  });

  it('count a day of 23, 24 or 25 hours as one day', () => {
    for (const [from, to] of [
      ['2026-03-28T23:00:00Z', '2026-03-30T22:00:00Z'],
      ['2026-10-24T22:00:00Z', '2026-10-26T23:00:00Z'],
    ] as const)
      expect(namesBetween('day', from, to, 'Europe/Berlin')).toHaveLength(2);
  });

  it('leave out a date that the zone skipped', () => {
    expect(namesBetween('day', '2011-12-29T10:00:00Z', '2011-12-31T10:00:01Z', 'Pacific/Apia')).toEqual([
      '2011-12-29',
      '2011-12-31',
      '2012-01-01',
    ]);
  });

  it('include those without facts, to the last instant before the end', () => {
    expect(namesBetween('month', '2026-10-31T23:59:59.999Z', '2027-01-01T00:00:00.000Z')).toEqual([
      '2026-10',
      '2026-11',
      '2026-12',
    ]);
    expect(namesBetween('month', '2026-10-01T00:00:00.000Z', '2026-10-01T00:00:00.001Z')).toEqual(['2026-10']);
    expect(namesBetween('day', '2026-10-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z')).toEqual([]);
  });

  it('are not listed beyond the limit', () => {
    const listed = (limit: number) => bucketsIn('day').between(0, 10 * DAY, limit)?.length;
    expect(listed(10)).toBe(10);
    expect(listed(9)).toBeUndefined();
    expect(namesBetween('hour', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', 'Asia/Tokyo')).toBeUndefined();
  });

  it('follow each other without gaps: each instant is in one that is listed, in order of time', () => {
    const zone = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/St_Johns', 'Australia/Lord_Howe', 'America/Havana');
    const start = fc.integer({ min: Date.parse('1990-01-01'), max: Date.parse('2030-01-01') });
    const part = fc.float({ min: 0, max: Math.fround(0.999), noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...BUCKET_SIZES), zone, start, part, (size, name, from, share) => {
        const length = (size === 'hour' ? 2 : size === 'day' ? 20 : 400) * DAY;
        const buckets = bucketsIn(size, name);
        const listed = buckets.between(from, from + length, 1_000) ?? [];
        const at = from + Math.floor(share * length);
        expect(listed).toContain(buckets.of(at));
        expect(listed.map(({ order }) => order)).toEqual(listed.map(({ order }) => order).toSorted((a, b) => a - b));
        expect(new Set(listed.map((bucket) => bucket.name)).size).toBe(listed.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('local times', () => {
  it('are those of the time-zone database at every instant, also where clocks change within an hour', () => {
    const cases = [
      ['Europe/Berlin', '2026-10-25T01:00:00Z'],
      ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
      ['America/St_Johns', '2006-10-29T02:31:00Z'],
      ['Asia/Kathmandu', '1985-12-31T18:30:00Z'],
    ] as const;
    for (const [zone, change] of cases) {
      const times = new LocalTimes(zone, zones);
      for (let at = Date.parse(change) - 2 * HOUR; at < Date.parse(change) + 2 * HOUR; at += MINUTE)
        expect(times.at(at)).toBe(zones.toWall(zone, at));
    }
  });
});
