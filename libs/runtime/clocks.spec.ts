import { manualClock, monotonic, simulatedClock, systemClock } from './clocks.js';
import { timersAt } from './timers.js';

describe('clocks', () => {
  it('runs simulated time at its speed from its start', () => {
    let elapsed = 500;
    const clock = simulatedClock({ start: '2026-11-02T08:00:00.000Z', speed: 60, elapsed: () => elapsed });
    expect(clock.now()).toBe('2026-11-02T08:00:00.000Z');
    elapsed += 1_000.5;
    expect(clock.now()).toBe('2026-11-02T08:01:00.030Z');
  });

  it('never goes back when it is made monotone, nor below its floor', () => {
    const manual = manualClock('2026-11-02T08:00:00.000Z');
    const clock = monotonic(manual, '2026-11-02T08:30:00.000Z');
    expect(clock.now()).toBe('2026-11-02T08:30:00.000Z');
    manual.moveTo('2026-11-02T09:00:00.000Z');
    expect(clock.now()).toBe('2026-11-02T09:00:00.000Z');
    manual.moveTo('2026-11-02T08:45:00.000Z');
    expect(clock.now()).toBe('2026-11-02T09:00:00.000Z');
  });

  it('tells system time in the form of an instant', () => {
    expect(systemClock.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});

describe('timers', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('go as fast as their clock', () => {
    const called = jest.fn();
    timersAt(60).after(60_000, called);
    jest.advanceTimersByTime(999);
    expect(called).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(called).toHaveBeenCalledTimes(1);
  });

  it('do not fire at once for times beyond 24.8 days', () => {
    const called = jest.fn();
    timersAt(1).after(40 * 86_400_000, called);
    jest.advanceTimersByTime(1_000);
    expect(called).not.toHaveBeenCalled();
  });

  it('can be taken back', () => {
    const called = jest.fn();
    timersAt(1).after(10, called)();
    jest.advanceTimersByTime(10);
    expect(called).not.toHaveBeenCalled();
  });

  it.each([0, -1, NaN])('refuse speed %d', (speed) => {
    expect(() => timersAt(speed)).toThrow(RangeError);
  });
});
