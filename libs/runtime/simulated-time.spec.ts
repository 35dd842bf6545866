import { ManualTime } from '../../test/support/manual-time.js';
import { SimulatedTime } from './simulated-time.js';

const START = '2026-11-02T08:00:00.000Z';

describe('simulated time', () => {
  let real: ManualTime;
  let time: SimulatedTime;
  let called: string[];
  const call = (name: string) => () => called.push(name);
  beforeEach(() => {
    real = new ManualTime();
    time = new SimulatedTime({ start: START, speed: 60, timers: real });
    called = [];
  });

  it('runs from the start at the given speed', () => {
    expect([time.now(), time.speed]).toEqual([START, 60]);
    real.advanceSync(1_000.5);
    expect(time.now()).toBe('2026-11-02T08:01:00.030Z');
  });

  it.each([0, -1, NaN])('rejects speed %d', (speed) => {
    expect(() => new SimulatedTime({ start: START, speed })).toThrow(RangeError);
  });

  it('calls its timers at its speed, and not if they are cancelled', () => {
    time.after(60_000, call('a'));
    time.after(60_000, call('b'))();
    real.advanceSync(999);
    expect(called).toEqual([]);
    real.advanceSync(1);
    expect(called).toEqual(['a']);
  });

  it('stands while it is stopped, and goes on from there', () => {
    real.advanceSync(1_000);
    time.stop();
    real.advanceSync(5_000);
    expect([time.now(), time.speed, time.isStopped]).toEqual(['2026-11-02T08:01:00.000Z', 0, true]);
    time.resume();
    expect(time.now()).toBe('2026-11-02T08:01:00.000Z');
    real.advanceSync(1_000);
    expect(time.now()).toBe('2026-11-02T08:02:00.000Z');
  });

  it('lets its timers go on while it is stopped', () => {
    time.stop();
    time.after(60_000, call('a'));
    real.advanceSync(1_000);
    expect(called).toEqual(['a']);
  });

  it.each([false, true])('moves forward only, stopped: %s', (stopped) => {
    if (stopped) time.stop();
    time.moveTo('2026-12-01T00:00:00.000Z');
    expect(time.now()).toBe('2026-12-01T00:00:00.000Z');
    for (const earlier of ['2026-11-30T23:59:59.999Z', START, 'never']) time.moveTo(earlier);
    expect(time.now()).toBe('2026-12-01T00:00:00.000Z');
    time.resume();
    real.advanceSync(1_000);
    expect(time.now()).toBe('2026-12-01T00:01:00.000Z');
  });

  it('counts a move as time that has passed for its timers, which are called in order', () => {
    const before = time.elapsed();
    time.after(7_200_000, call('late'));
    time.after(3_600_000, call('second'));
    time.after(1_800_000, call('first'));
    time.stop();
    time.moveTo('2026-11-02T09:00:00.000Z');
    expect([called, time.elapsed() - before]).toEqual([[], 3_600_000]);
    time.wake();
    expect(called).toEqual(['first', 'second']);
    real.advanceSync(60_000);
    expect(called).toEqual(['first', 'second', 'late']);
  });

  it('does not call a timer that an earlier one has cancelled', () => {
    const cancel = time.after(2_000, call('b'));
    time.after(1_000, cancel);
    time.moveTo('2026-11-02T09:00:00.000Z');
    time.wake();
    expect(called).toEqual([]);
  });
});
