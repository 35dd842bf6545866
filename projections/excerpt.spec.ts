import { excerptOf } from './excerpt.js';

it.each([
  ['sync', 9, 'sync'],
  ['sync', 2, 'sy'],
  ['a\u{1F600}b', 2, 'a'],
  ['a\u{1F600}b', 3, 'a\u{1F600}'],
  ['', 2, ''],
])('the excerpt of %j with %i units is %j', (text, length, excerpt) => {
  expect(excerptOf(text, length)).toBe(excerpt);
});
