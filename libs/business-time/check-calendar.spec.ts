import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { assertCalendar, CalendarError, checkCalendar, openHours } from './index.js';

const zones = new TemporalTimeZones();
const valid = {
  id: 'desk',
  timeZone: 'Asia/Tokyo',
  weekly: { mon: [['09:00', '17:00']] },
  holidays: ['2026-11-23'],
} as const;
const paths = (input: unknown) => checkCalendar(input, zones).map(({ path }) => path);

describe('checkCalendar', () => {
  it.each([
    ['a plain week', valid],
    ['hours past midnight', { ...valid, weekly: { fri: [['22:00', '06:00']] } }],
    [
      'hours to midnight',
      {
        ...valid,
        weekly: {
          fri: [
            ['22:00', '24:00'],
            ['21:00', '00:00'],
          ],
        },
      },
    ],
    [
      'overlapping hours',
      {
        ...valid,
        weekly: {
          fri: [
            ['09:00', '13:00'],
            ['12:00', '17:00'],
          ],
        },
      },
    ],
    ['L8 no holidays', { ...valid, holidays: [] }],
    ['a holiday listed twice', { ...valid, holidays: ['2026-11-23', '2026-11-24', '2026-11-23'] }],
    ['a version and a note', { ...valid, version: '1', note: 'why' }],
  ])('accepts %s', (_, input) => expect(checkCalendar(input, zones)).toEqual([]));

  it.each([
    ['a number', 7, ['']],
    ['a list', [], ['']],
    ['an empty object', {}, ['id', 'timeZone', 'weekly', 'holidays']],
    ['an id with a dot', { ...valid, id: 'a.b' }, ['id']],
    ['an empty version', { ...valid, version: '' }, ['version']],
    ['a note that is not a string', { ...valid, note: 7 }, ['note']],
    ['a misspelt field', { ...valid, holiday: [] }, ['holiday']],
    ['an unknown zone', { ...valid, timeZone: 'Asia/Edo' }, ['timeZone']],
    ['an abbreviated zone', { ...valid, timeZone: 'EST' }, ['timeZone']],
    ['no weekdays', { ...valid, weekly: {} }, ['weekly']],
    ['weekdays without hours', { ...valid, weekly: { mon: [], tue: [] } }, ['weekly']],
    ['an unknown weekday', { ...valid, weekly: { ...valid.weekly, tues: [] } }, ['weekly.tues']],
    [
      'one pair instead of a list',
      { ...valid, weekly: { mon: ['09:00', '17:00'] } },
      ['weekly.mon[0]', 'weekly.mon[1]'],
    ],
    ['hours that are not a list', { ...valid, weekly: { ...valid.weekly, tue: '9-17' } }, ['weekly.tue']],
    ['three times', { ...valid, weekly: { mon: [['09:00', '12:00', '17:00']] } }, ['weekly.mon[0]']],
    ['equal opening and closing times', { ...valid, weekly: { mon: [['09:00', '09:00']] } }, ['weekly.mon[0]']],
    ['a time without a leading zero', { ...valid, weekly: { mon: [['9:00', '17:00']] } }, ['weekly.mon[0]']],
    [
      'times that do not exist',
      {
        ...valid,
        weekly: {
          mon: [
            ['09:00', '17:60'],
            ['25:00', '26:00'],
          ],
        },
      },
      ['weekly.mon[0]', 'weekly.mon[1]'],
    ],
    ['24:00 as an opening', { ...valid, weekly: { mon: [['24:00', '06:00']] } }, ['weekly.mon[0]']],
    ['times as numbers', { ...valid, weekly: { mon: [[9, 17]] } }, ['weekly.mon[0]']],
    ['missing holidays', { ...valid, holidays: undefined }, ['holidays']],
    ['a date that does not exist', { ...valid, holidays: ['2026-02-29', '2028-02-29'] }, ['holidays[0]']],
    [
      'dates in other formats',
      { ...valid, holidays: ['23.11.2026', 20261123, '20261123', '2026-11-23T00:00'] },
      ['holidays[0]', 'holidays[1]', 'holidays[2]', 'holidays[3]'],
    ],
    ['a date in a nested list', { ...valid, holidays: [['2026-11-23']] }, ['holidays[0]']],
  ])('rejects %s and reports the path and a correction for each problem', (_, input, expected) => {
    expect(paths(input)).toEqual(expected);
    for (const { message } of checkCalendar(input, zones)) expect(message).toMatch(/^.{10,}\.$/);
  });

  it('suggests IANA names for an abbreviated time zone', () => {
    const [problem] = checkCalendar({ ...valid, timeZone: 'EST' }, zones);
    expect(problem?.message).toMatch(/America\/New_York.*Etc\/GMT\+5/);
  });

  it('makes openHours and assertCalendar throw an error that lists every problem', () => {
    const invalid = { ...valid, timeZone: 'EST', holidays: ['never'] };
    expect(() => openHours(invalid, zones)).toThrow(CalendarError);
    expect(() => assertCalendar(invalid, zones)).toThrow(/"desk".*timeZone: .*holidays\[0\]: /);
    expect(() => assertCalendar(null, zones)).toThrow('The calendar is invalid');
  });
});
