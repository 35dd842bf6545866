import { aTeam } from '../../../test/support/state-builders.js';
import { policies } from '../../../test/support/policies.js';
import type { Consultant } from '../consultant/decide.js';
import { freeHours, type HourRange } from './free-hours.js';

/** A Friday at 16:30 in Tokyo. */
const AT = '2026-11-27T07:30:00.000Z';
const nobody: Consultant = { reservations: [], erased: false };
const reserved = (startsAt: string, endsAt: string): Consultant => ({
  reservations: [
    {
      appointmentId: 'con-1',
      teamId: 'globex',
      occasion: 'consultation',
      startsAt,
      endsAt,
      until: AT,
      confirmed: false,
    },
  ],
  erased: false,
});
const range = (from: string, to: string): HourRange => ({ from, to });
const monday = range('2026-11-30T00:00:00.000Z', '2026-12-01T00:00:00.000Z');
const free = (consultant: Consultant, within: HourRange, team = aTeam()) =>
  freeHours(consultant, within, team, AT, policies);

describe('the free hours of a consultant', () => {
  it("L7 E4 are the whole hours of standard support in the team's zone", () => {
    const tokyo = ['00', '01', '02', '03', '04', '05', '06', '07'].map((hour) => `2026-11-30T${hour}:00:00.000Z`);
    expect(free(nobody, monday)).toEqual(tokyo);
    const kolkata = free(nobody, monday, aTeam({ timeZone: 'Asia/Kolkata' }));
    expect([kolkata.length, kolkata[0]]).toEqual([8, '2026-11-30T03:30:00.000Z']);
    expect(free(nobody, range('2026-11-28T00:00:00.000Z', '2026-11-29T00:00:00.000Z'))).toEqual([]);
  });

  it('E4 start in the range, also if it begins in the middle of an hour', () => {
    expect(free(nobody, range('2026-11-30T05:30:00.000Z', '2026-11-30T07:00:00.000Z'))).toEqual([
      '2026-11-30T06:00:00.000Z',
    ]);
  });

  it('E4 are in the future, and within half a year', () => {
    expect(free(nobody, range('2020-01-01T00:00:00.000Z', '2026-11-28T00:00:00.000Z'))).toEqual([]);
    expect(free(nobody, range('2026-11-27T00:00:00.000Z', '2026-11-30T01:00:00.000Z'))).toEqual([
      '2026-11-30T00:00:00.000Z',
    ]);
    expect(free(nobody, range('2027-06-01T00:00:00.000Z', '2027-06-08T00:00:00.000Z'))).toEqual([]);
    expect(free(nobody, range('9999-12-31T00:00:00.000Z', '9999-12-31T23:00:00.000Z'))).toEqual([]);
  });

  it('E4 do not overlap a reservation, for whichever team it is', () => {
    const starts = free(reserved('2026-11-30T01:30:00.000Z', '2026-11-30T02:30:00.000Z'), monday);
    expect(starts).toHaveLength(6);
    expect(starts).not.toContain('2026-11-30T01:00:00.000Z');
    expect(starts).not.toContain('2026-11-30T02:00:00.000Z');
    expect(starts).toContain('2026-11-30T03:00:00.000Z');
  });
});
