import { systemClock } from './clocks.js';
import { timersAt } from './timers.js';

describe('clocks', () => {
  it('return system time as an instant', () => {
    expect(systemClock.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});

describe('timers', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('run at the given speed', () => {
    const called = jest.fn();
    timersAt(60).after(60_000, called);
    jest.advanceTimersByTime(999);
    expect(called).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(called).toHaveBeenCalledTimes(1);
  });

  it('do not fire at once for delays over 24.8 days', () => {
    const called = jest.fn();
    timersAt(1).after(40 * 86_400_000, called);
    jest.advanceTimersByTime(1_000);
    expect(called).not.toHaveBeenCalled();
  });

  it('can be cancelled', () => {
    const called = jest.fn();
    timersAt(1).after(10, called)();
    jest.advanceTimersByTime(10);
    expect(called).not.toHaveBeenCalled();
  });

  it.each([0, -1, NaN])('reject speed %d', (speed) => {
    expect(() => timersAt(speed)).toThrow(RangeError);
  });
});
