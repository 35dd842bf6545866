import { seatCountIn } from './seat-count.js';

it.each([
  ['12', 12],
  [' 12 ', 12],
  ['１２', 12],
  ['', undefined],
  ['1.5', undefined],
  ['-1', undefined],
  ['twelve', undefined],
])('reads %j as the number of seats %p', (typed, count) => expect(seatCountIn(typed)).toBe(count));
