import fc from 'fast-check';
import { policies } from '../../../test/support/policies.js';
import { roundHalfUp, proratedShare, unitPrice } from './prices.js';

const prorated = (...terms: Parameters<typeof proratedShare>): number => roundHalfUp(proratedShare(...terms));

describe('a prorated amount', () => {
  it.each([
    { unit: 450, seats: 25, part: 8, whole: 30, amount: 3000, why: 'is exact' },
    { unit: 1, seats: 1, part: 1, whole: 2, amount: 1, why: 'rounds a half up' },
    { unit: 1, seats: 1, part: 14, whole: 29, amount: 0, why: 'rounds less than a half down' },
    { unit: 3, seats: 1, part: 1, whole: 2, amount: 2, why: 'rounds a half up, not to even' },
    { unit: 333, seats: 3, part: 10, whole: 30, amount: 333, why: 'rounds once, not per seat or day' },
    { unit: 0, seats: 25, part: 8, whole: 30, amount: 0, why: 'is 0 for a unit price of 0' },
  ])('P9 $why: $unit × $seats × $part ÷ $whole = $amount', ({ unit, seats, part, whole, amount }) => {
    expect(prorated(unit, seats, part, whole)).toBe(amount);
  });

  const terms = fc
    .record({ unit: fc.nat(1e9), seats: fc.nat(1e5), whole: fc.integer({ min: 28, max: 366 }), day: fc.nat(366) })
    .map(({ day, ...rest }) => ({ ...rest, part: day % (rest.whole + 1) }));

  it('P9 is rounded to the nearest minor unit, half up', () => {
    fc.assert(
      fc.property(terms, ({ unit, seats, part, whole }) => {
        const twiceOff =
          2n *
          (BigInt(prorated(unit, seats, part, whole)) * BigInt(whole) - BigInt(unit) * BigInt(seats) * BigInt(part));
        return twiceOff > -BigInt(whole) && twiceOff <= BigInt(whole);
      }),
    );
  });

  it('P9 is the full price for a full period', () => {
    fc.assert(fc.property(terms, ({ unit, seats, whole }) => prorated(unit, seats, whole, whole) === unit * seats));
  });
});

describe('a unit price', () => {
  it('P9 is looked up by add-on, edition, currency and interval', () => {
    expect(unitPrice(policies.prices, 'dropbox', 'essentials', 'JPY', 'month')).toEqual({
      minor: 450,
      currency: 'JPY',
    });
    expect(unitPrice(policies.prices, 'dash', 'enhanced', 'EUR', 'year')).toEqual({ minor: 6000, currency: 'EUR' });
  });

  it.each(['CHF', 'constructor', '__proto__'])('P9 is undefined for %s', (currency) => {
    expect(unitPrice(policies.prices, 'dropbox', 'essentials', currency, 'month')).toBeUndefined();
  });
});
