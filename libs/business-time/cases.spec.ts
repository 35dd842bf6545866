import { readFileSync } from 'node:fs';
import { instantOf, millisOf } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { deadline, nextOpening, openHours, openMinutes, type Calendar } from './index.js';

interface VerifiedCase {
  readonly id: string;
  readonly calendar: Pick<Calendar, 'weekly' | 'holidays'> & { readonly timezone: string };
  readonly start: string;
  readonly expect: string | number;
  readonly add_minutes?: number;
  readonly end?: string;
  readonly expect_next_opening?: string;
  readonly pauses?: readonly (readonly [string, string])[];
  readonly note: string;
}

const file = new URL('../../test/support/business-time-cases.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly VerifiedCase[];
const zones = new TemporalTimeZones();

const hoursOf = ({ id, calendar: { timezone, weekly, holidays } }: VerifiedCase) =>
  openHours({ id, timeZone: timezone, weekly, holidays }, zones);
const pausesOf = ({ pauses = [] }: VerifiedCase) =>
  pauses.map(([from, to]) => ({ from: millisOf(from), to: millisOf(to) }));
const instant = (text: string | number) => instantOf(millisOf(String(text)));

describe('the verified cases of business time', () => {
  it('are complete', () => expect(cases).toHaveLength(76));

  it.each(cases.filter((each) => each.add_minutes !== undefined))(
    '$id: deadline of $add_minutes min from $start ($note)',
    (each) => {
      const due = deadline(hoursOf(each), millisOf(each.start), each.add_minutes ?? NaN, pausesOf(each));
      expect(instantOf(due)).toBe(instant(each.expect));
    },
  );

  it.each(cases.filter((each) => each.end !== undefined))('$id: open minutes from $start to $end ($note)', (each) => {
    expect(openMinutes(hoursOf(each), millisOf(each.start), millisOf(each.end ?? ''), pausesOf(each))).toBe(
      each.expect,
    );
  });

  it.each(cases.filter((each) => each.expect_next_opening !== undefined))(
    '$id: opens again at $expect_next_opening',
    (each) => {
      expect(instantOf(nextOpening(hoursOf(each), millisOf(String(each.expect))))).toBe(
        instant(each.expect_next_opening ?? ''),
      );
    },
  );
});
