import { Sample } from './measures.js';

const sampleOf = (...values: readonly number[]): Sample => {
  const sample = new Sample();
  for (const value of values) sample.add(value);
  return sample;
};

describe('the distribution of a sample', () => {
  it('has percentiles by nearest rank', () => {
    expect(sampleOf(10, 20, 30, 40, 50, 60, 70, 80, 90, 100).distribution()).toEqual({
      count: 10,
      mean: 55,
      median: 50,
      p90: 90,
      p95: 100,
      max: 100,
    });
    expect(sampleOf(...Array.from({ length: 20 }, (_, n) => n + 1)).distribution()).toMatchObject({
      median: 10,
      p90: 18,
      p95: 19,
    });
  });

  it('does not depend on the order of the values', () => {
    expect(sampleOf(9, 100, 8).distribution()).toEqual(sampleOf(100, 8, 9).distribution());
    expect(sampleOf(9, 100, 8).sum).toBe(117);
  });

  it('has no figures without values, and zero for zeros', () => {
    const none = { mean: null, median: null, p90: null, p95: null, max: null };
    expect(sampleOf().distribution()).toEqual({ count: 0, ...none });
    expect(sampleOf(0, 0).minutes()).toEqual({ count: 2, mean: 0, median: 0, p90: 0, p95: 0, max: 0 });
  });

  it('gives milliseconds in minutes, and rounds the mean to the millisecond', () => {
    expect(sampleOf(90_000, 30_001).minutes()).toMatchObject({ mean: 60_001 / 60_000, median: 30_001 / 60_000 });
  });
});
