import { minorOf, stepOf } from './agreed-price.js';

describe('an agreed price', () => {
  it.each([
    ['12.5', 'EUR', 1250, '0.01'],
    ['4.35', 'USD', 435, '0.01'],
    ['450', 'JPY', 450, '1'],
    ['1.005', 'KWD', 1005, '0.001'],
  ])('of %s %s is %i in minor units, in steps of %s', (amount, currency, minor, step) => {
    expect(minorOf(amount, currency)).toBe(minor);
    expect(stepOf(currency)).toBe(step);
  });
});
