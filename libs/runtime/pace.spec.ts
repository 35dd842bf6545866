import { Pace } from './pace.js';

describe('the pace of a reader of the log', () => {
  it('is unknown until it has read for a second', () => {
    const pace = new Pace();
    expect(pace.perSecond).toBeUndefined();
    pace.note(0, '0');
    pace.note(999, '5000');
    expect(pace.perSecond).toBeUndefined();
  });

  it('is that of the last half minute', () => {
    const pace = new Pace();
    for (let second = 0; second <= 10; second += 1) pace.note(second * 1_000, String(second * 400));
    expect(pace.perSecond).toBe(400);
    for (let second = 11; second <= 60; second += 1) pace.note(second * 1_000, String(4_000 + (second - 10) * 1_000));
    expect(pace.perSecond).toBe(1_000);
  });

  it('falls while the reader stands still', () => {
    const pace = new Pace();
    for (const [at, position] of [
      [0, '0'],
      [1_000, '1000'],
      [4_000, '1000'],
    ] as const)
      pace.note(at, position);
    expect(pace.perSecond).toBe(250);
  });
});
