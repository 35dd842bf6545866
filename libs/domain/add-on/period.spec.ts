import { aTeam, BILLING } from '../../../test/support/state-builders.js';
import { policies } from '../../../test/support/policies.js';
import { periodAt } from './period.js';

const daysAt = (timeZone: string, periodStart: string, at: string, interval: 'month' | 'year' = 'month') => {
  const team = aTeam({ timeZone, billing: { ...BILLING, periodStart, interval } });
  const { periodDays, remainingDays, endsAt } = periodAt(team, at, policies);
  return { periodDays, remainingDays, endsAt };
};

describe('the days of a billing period', () => {
  it.each([
    // Apia had no 30 December 2011, Kwajalein no 21 August 1993, Kiritimati no 31 December 1994.
    ['Pacific/Apia', '2011-12-01', '2011-12-28T22:00:00.000Z', 30, 3, '2011-12-31T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-01', '2011-12-29T22:00:00.000Z', 30, 2, '2011-12-31T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-01', '2011-12-30T10:00:00.000Z', 30, 1, '2011-12-31T10:00:00.000Z'],
    ['Pacific/Apia', '2011-11-30', '2011-12-29T22:00:00.000Z', 30, 1, '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-11-30', '2011-12-30T10:00:00.000Z', 30, 30, '2012-01-29T10:00:00.000Z'],
    ['Pacific/Kwajalein', '1993-08-01', '1993-08-10T12:00:00.000Z', 30, 21, '1993-08-31T12:00:00.000Z'],
    ['Pacific/Kiritimati', '1994-12-01', '1994-12-30T20:00:00.000Z', 30, 1, '1994-12-31T10:00:00.000Z'],
    ['America/New_York', '2026-03-01', '2026-03-07T12:00:00.000Z', 31, 25, '2026-04-01T04:00:00.000Z'],
    ['Europe/Berlin', '2026-10-01', '2026-10-24T12:00:00.000Z', 31, 8, '2026-10-31T23:00:00.000Z'],
  ])('P9 do not count a date that the zone skipped: %s from %s at %s', (zone, start, at, days, remaining, endsAt) => {
    expect(daysAt(zone, start, at)).toEqual({ periodDays: days, remainingDays: remaining, endsAt });
  });

  it('P9 of a year lack the skipped date too', () => {
    expect(daysAt('Pacific/Apia', '2011-01-01', '2011-06-01T12:00:00.000Z', 'year').periodDays).toBe(364);
    expect(daysAt('Pacific/Auckland', '2011-01-01', '2011-06-01T12:00:00.000Z', 'year').periodDays).toBe(365);
  });
});
