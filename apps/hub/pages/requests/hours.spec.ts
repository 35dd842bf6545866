import { type Hours, isAlwaysOpen, weeklyText } from './hours.js';

const office = [{ opens: '09:00', closes: '17:00' }];
const wholeDay = [{ opens: '00:00', closes: '24:00' }];
const hoursWith = (weekly: Hours['weekly']): Hours => ({
  calendar: 'test',
  timeZone: 'Asia/Tokyo',
  holidays: [],
  openNow: true,
  nextOpensAt: null,
  weekly,
});
const week = (day: typeof office, weekend: typeof office): Hours['weekly'] => ({
  mon: day,
  tue: day,
  wed: day,
  thu: day,
  fri: day,
  sat: weekend,
  sun: weekend,
});

describe('opening hours in words', () => {
  it('take days in a row with the same hours together', () => {
    expect(weeklyText(hoursWith(week(office, [])), 'en')).toBe('Mon–Fri 09:00–17:00');
    expect(weeklyText(hoursWith(week(office, [])), 'ja')).toBe('月–金 09:00–17:00');
  });

  it('name days that differ, and several intervals of a day', () => {
    const weekly = {
      ...week(office, []),
      wed: [
        { opens: '09:00', closes: '12:00' },
        { opens: '13:00', closes: '15:00' },
      ],
    };
    expect(weeklyText(hoursWith(weekly), 'en')).toBe(
      'Mon–Tue 09:00–17:00; Wed 09:00–12:00, 13:00–15:00; Thu–Fri 09:00–17:00',
    );
  });

  it('are always open only if no day closes', () => {
    expect(isAlwaysOpen(hoursWith(week(wholeDay, wholeDay)))).toBe(true);
    expect(isAlwaysOpen(hoursWith(week(wholeDay, office)))).toBe(false);
    expect(isAlwaysOpen(hoursWith(week([], [])))).toBe(false);
  });
});
