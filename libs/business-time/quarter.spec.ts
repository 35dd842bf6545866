import { instantOf } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { isQuarter, nextQuarter, previousQuarter, quarterEnd, quarterOf, quarterStart } from './quarter.js';

const instants = fc
  .date({ min: new Date('1970-01-01T00:00:00.000Z'), max: new Date('2199-12-31T23:59:59.999Z'), noInvalidDate: true })
  .map((date) => instantOf(date.getTime()));

describe('calendar quarters in UTC', () => {
  it.each([
    ['2026-01-01T00:00:00.000Z', '2026-Q1'],
    ['2026-03-31T23:59:59.999Z', '2026-Q1'],
    ['2026-04-01T00:00:00.000Z', '2026-Q2'],
    ['2026-12-31T23:59:59.999Z', '2026-Q4'],
  ])('Q1 Q3 assign %s to %s', (instant, quarter) => expect(quarterOf(instant)).toBe(quarter));

  it('begin where the previous one ends', () => {
    expect([quarterStart('2026-Q4'), quarterEnd('2026-Q4')]).toEqual([
      '2026-10-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]);
    expect([nextQuarter('2026-Q4'), nextQuarter('2026-Q1'), previousQuarter('2026-Q1')]).toEqual([
      '2027-Q1',
      '2026-Q2',
      '2025-Q4',
    ]);
  });

  it('Q1 have a year of four digits, from the year 1', () => {
    expect([quarterOf('0001-05-01T00:00:00.000Z'), nextQuarter('0099-Q4'), quarterStart('0099-Q2')]).toEqual([
      '0001-Q2',
      '0100-Q1',
      '0099-04-01T00:00:00.000Z',
    ]);
  });

  it('contain each instant exactly once, and sort by time', () => {
    fc.assert(
      fc.property(instants, instants, (a, b) => {
        const quarter = quarterOf(a);
        expect(quarterStart(quarter) <= a && a < quarterEnd(quarter)).toBe(true);
        expect(previousQuarter(nextQuarter(quarter))).toBe(quarter);
        if (quarterOf(a) < quarterOf(b)) expect(a < b).toBe(true);
      }),
    );
  });

  it.each(['2026-Q0', '2026-Q5', '26-Q1', '2026-q1', '', '2026-Q1 ', ' 2026-Q1'])('reject %p', (text) => {
    expect(isQuarter(text)).toBe(false);
    expect(() => quarterStart(text)).toThrow(RangeError);
  });
});
