import { given, givenOrInSize } from './size.js';

const NAME = 'BENCH_EVENTS';
const sizes = { short: 1, standard: 100 };

describe('the number of events of a benchmark', () => {
  afterEach(() => delete process.env[NAME]);

  it('is that of the environment variable, or else that of the size', () => {
    expect(givenOrInSize(NAME, sizes)).toBe(100);
    process.env[NAME] = '7';
    expect(givenOrInSize(NAME, sizes)).toBe(7);
  });

  it.each(['abc', '', '0', '-5', '1.5', '1e3', '99999999999999999999'])('is not %j', (text) => {
    process.env[NAME] = text;
    expect(() => given(NAME)).toThrow(`BENCH_EVENTS must be an integer above 0, not "${text}".`);
  });
});
