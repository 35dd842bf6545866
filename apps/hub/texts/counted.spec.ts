import { counted } from './counted.js';

describe('A number with its noun', () => {
  it.each([
    ['0', '0 seats'],
    ['1', '1 seat'],
    ['2', '2 seats'],
    ['1,001', '1,001 seats'],
  ])('%s: %s', (count, text) => {
    expect(counted(count, 'seat', 'seats')).toBe(text);
  });
});
