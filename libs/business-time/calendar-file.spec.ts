import { readFileSync } from 'node:fs';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { calendarFor, calendarsFrom, isOpen, openHours, type Calendar } from './index.js';

const zones = new TemporalTimeZones();
const file: unknown = JSON.parse(readFileSync(new URL('../../config/calendars.json', import.meta.url), 'utf8'));
const calendars = calendarsFrom(file, zones);

function calendar(id: string): Calendar {
  const found = calendars.get(id);
  if (!found) throw new Error(`config/calendars.json has no "${id}".`);
  return found;
}
const openAt = (id: string, instant: string, teamZone = 'Europe/Berlin') =>
  isOpen(openHours(calendarFor(calendar(id), teamZone), zones), Date.parse(instant));

describe('config/calendars.json', () => {
  it('gives each calendar the version of the file', () =>
    expect([...calendars.values()].map(({ id, version }) => [id, version])).toEqual([
      ['japanese-desk', '2026-11-22.1'],
      ['dash-live', '2026-11-22.1'],
      ['standard-live', '2026-11-22.1'],
    ]));

  it('L2 opens the Japanese desk Monday to Friday, 9 to 17 in Tokyo', () => {
    expect(openAt('japanese-desk', '2026-11-27T07:59:00Z')).toBe(true);
    expect(openAt('japanese-desk', '2026-11-27T08:00:00Z')).toBe(false);
    expect(openAt('japanese-desk', '2026-11-28T03:00:00Z')).toBe(false);
  });

  it('L6 opens Dash live support daily, 9 to 20 in New York, summer and winter', () => {
    expect(openAt('dash-live', '2026-07-18T13:00:00Z')).toBe(true);
    expect(openAt('dash-live', '2026-01-18T13:00:00Z')).toBe(false);
    expect(openAt('dash-live', '2026-01-18T14:00:00Z')).toBe(true);
  });

  it("L7 applies standard hours in the team's time zone, Dash hours in New York", () => {
    expect(openAt('standard-live', '2026-11-24T08:00:00Z', 'Europe/Berlin')).toBe(true);
    expect(openAt('standard-live', '2026-11-24T08:00:00Z', 'America/New_York')).toBe(false);
    expect(calendarFor(calendar('dash-live'), 'Asia/Tokyo').timeZone).toBe('America/New_York');
  });

  it('L7 has no default for the time zone of a team', () =>
    expect(() => openHours(calendar('standard-live'), zones)).toThrow('"team"'));

  it('L8 has no holidays', () => expect([...calendars.values()].flatMap(({ holidays }) => holidays)).toEqual([]));
});

describe('calendarsFrom', () => {
  const entry = { id: 'desk', timeZone: 'team', weekly: { mon: [['09:00', '17:00']] }, holidays: [] };
  it.each([
    ['null', null, 'version'],
    ['a file without a version', { calendars: [entry] }, 'version'],
    ['calendars that are not a list', { version: '1', calendars: {} }, 'calendars'],
    ['an id used twice', { version: '1', calendars: [entry, entry] }, '"desk" is used twice'],
    ['an entry that is not an object', { version: '1', calendars: ['desk'] }, 'Must be an object'],
    ['a calendar that never opens', { version: '1', calendars: [{ ...entry, weekly: {} }] }, 'never opens'],
  ])('rejects %s', (_, invalid, message) => expect(() => calendarsFrom(invalid, zones)).toThrow(message));
});
