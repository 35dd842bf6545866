import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { assertCalendar, CalendarError, checkCalendar, openHours } from './index.js';

const zones = new TemporalTimeZones();
const sound = {
  id: 'desk',
  timeZone: 'Asia/Tokyo',
  weekly: { mon: [['09:00', '17:00']] },
  holidays: ['2026-11-23'],
} as const;
const paths = (input: unknown) => checkCalendar(input, zones).map(({ path }) => path);

describe('a calendar as input', () => {
  it.each([
    ['a plain week', sound],
    ['hours over midnight', { ...sound, weekly: { fri: [['22:00', '06:00']] } }],
    [
      'hours to midnight',
      {
        ...sound,
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
        ...sound,
        weekly: {
          fri: [
            ['09:00', '13:00'],
            ['12:00', '17:00'],
          ],
        },
      },
    ],
    ['L8 no holidays', { ...sound, holidays: [] }],
    ['a version and a note', { ...sound, version: '1', note: 'why' }],
  ])('is accepted: %s', (_, input) => expect(checkCalendar(input, zones)).toEqual([]));

  it.each([
    ['no object', 7, ['']],
    ['a list', [], ['']],
    ['an empty object', {}, ['id', 'timeZone', 'weekly', 'holidays']],
    ['an id with a dot', { ...sound, id: 'a.b' }, ['id']],
    ['an empty version', { ...sound, version: '' }, ['version']],
    ['a note that is no text', { ...sound, note: 7 }, ['note']],
    ['a misspelt field', { ...sound, holiday: [] }, ['holiday']],
    ['an unknown zone', { ...sound, timeZone: 'Asia/Edo' }, ['timeZone']],
    ['an abbreviated zone', { ...sound, timeZone: 'EST' }, ['timeZone']],
    ['no weekdays', { ...sound, weekly: {} }, ['weekly']],
    ['weekdays without hours: it never opens', { ...sound, weekly: { mon: [], tue: [] } }, ['weekly']],
    ['an unknown weekday', { ...sound, weekly: { ...sound.weekly, tues: [] } }, ['weekly.tues']],
    [
      'one pair instead of a list',
      { ...sound, weekly: { mon: ['09:00', '17:00'] } },
      ['weekly.mon[0]', 'weekly.mon[1]'],
    ],
    ['hours that are no list', { ...sound, weekly: { ...sound.weekly, tue: '9-17' } }, ['weekly.tue']],
    ['three ends', { ...sound, weekly: { mon: [['09:00', '12:00', '17:00']] } }, ['weekly.mon[0]']],
    ['equal ends', { ...sound, weekly: { mon: [['09:00', '09:00']] } }, ['weekly.mon[0]']],
    ['a time without its zero', { ...sound, weekly: { mon: [['9:00', '17:00']] } }, ['weekly.mon[0]']],
    [
      'a time that no clock shows',
      {
        ...sound,
        weekly: {
          mon: [
            ['09:00', '17:60'],
            ['25:00', '26:00'],
          ],
        },
      },
      ['weekly.mon[0]', 'weekly.mon[1]'],
    ],
    ['24:00 as an opening', { ...sound, weekly: { mon: [['24:00', '06:00']] } }, ['weekly.mon[0]']],
    ['times as numbers', { ...sound, weekly: { mon: [[9, 17]] } }, ['weekly.mon[0]']],
    ['holidays left out', { ...sound, holidays: undefined }, ['holidays']],
    ['a date that does not exist', { ...sound, holidays: ['2026-02-29', '2028-02-29'] }, ['holidays[0]']],
    [
      'a date in another form',
      { ...sound, holidays: ['23.11.2026', 20261123, '20261123', '2026-11-23T00:00'] },
      ['holidays[0]', 'holidays[1]', 'holidays[2]', 'holidays[3]'],
    ],
    ['a date in a list of its own', { ...sound, holidays: [['2026-11-23']] }, ['holidays[0]']],
    ['a holiday listed twice', { ...sound, holidays: ['2026-11-23', '2026-11-23'] }, ['holidays[1]']],
  ])('is refused, with the place of each fault and what to write there: %s', (_, input, expected) => {
    expect(paths(input)).toEqual(expected);
    for (const { message } of checkCalendar(input, zones)) expect(message).toMatch(/^.{10,}\.$/);
  });

  it('says of an abbreviation what to write instead', () => {
    const [problem] = checkCalendar({ ...sound, timeZone: 'EST' }, zones);
    expect(problem?.message).toMatch(/America\/New_York.*Etc\/GMT\+5/);
  });

  it('compiles only when sound, and the error lists every problem', () => {
    const faulty = { ...sound, timeZone: 'EST', holidays: ['never'] };
    expect(() => openHours(faulty, zones)).toThrow(CalendarError);
    expect(() => assertCalendar(faulty, zones)).toThrow(/"desk".*timeZone: .*holidays\[0\]: /);
    expect(() => assertCalendar(null, zones)).toThrow('A calendar cannot be used');
  });
});
