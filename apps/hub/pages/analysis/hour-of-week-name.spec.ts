import { hourOfWeekName } from './hour-of-week-name.js';

describe('the name of an hour of the week', () => {
  it.each([
    ['0', 'Mon 12 AM'],
    ['34', 'Tue 10 AM'],
    ['167', 'Sun 11 PM'],
    ['168', '168'],
    ['-1', '-1'],
    ['1e300', '1e300'],
    ['abc', 'abc'],
  ])('of %s is %s', (value, name) => {
    expect(hourOfWeekName(value, 'en').replaceAll('\u202f', ' ')).toBe(name);
  });
});
