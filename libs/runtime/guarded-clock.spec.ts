import { DAY, HOUR, type Instant, instantOf, millisOf, MINUTE } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { runs } from '../../test/support/runs.js';
import { type ClockHold, elapsedWithSuspend, GuardedClock, type GuardedClockOptions } from './guarded-clock.js';

const SECOND = 1_000;
const START: Instant = '2026-11-27T09:00:00.000Z';

/** A machine whose wall clock can be set. */
class Machine {
  wall = millisOf(START);
  elapsed = 1_000_000;
  readonly holds: (ClockHold | undefined)[] = [];

  clock(options: Partial<GuardedClockOptions> = {}): GuardedClock {
    return new GuardedClock({
      wall: () => this.wall,
      elapsed: () => this.elapsed,
      stepLimitMs: 5 * MINUTE,
      onHold: (hold) => this.holds.push(hold),
      ...options,
    });
  }

  pass(ms: number): void {
    this.wall += ms;
    this.elapsed += ms;
  }
}

const after = (ms: number): Instant => instantOf(millisOf(START) + ms);

describe('a guarded clock', () => {
  let machine: Machine;
  beforeEach(() => {
    machine = new Machine();
  });

  it('is the wall clock while nobody sets it, however long nobody asks, also over a suspended machine', () => {
    const clock = machine.clock();
    machine.pass(3 * SECOND);
    expect(clock.now()).toBe(after(3 * SECOND));
    machine.pass(40 * DAY);
    expect(clock.now()).toBe(after(40 * DAY + 3 * SECOND));
    expect([machine.holds, clock.leadMs]).toEqual([[], 0]);
  });

  it('follows a small step', () => {
    const clock = machine.clock();
    machine.wall += 4 * MINUTE;
    expect(clock.now()).toBe(after(4 * MINUTE));
    expect(machine.holds).toEqual([]);
  });

  it('holds a step of 400 days and continues by the monotonic clock, and a step back undoes it', () => {
    const clock = machine.clock();
    machine.pass(MINUTE);
    machine.wall += 400 * DAY;
    expect(clock.now()).toBe(after(MINUTE));
    expect(clock.hold).toEqual({ aheadMs: 400 * DAY, since: after(MINUTE) });
    machine.pass(15 * SECOND);
    expect(clock.now()).toBe(after(MINUTE + 15 * SECOND));
    machine.wall -= 400 * DAY;
    machine.pass(SECOND);
    expect(clock.now()).toBe(after(MINUTE + 16 * SECOND));
    expect(machine.holds).toEqual([{ aheadMs: 400 * DAY, since: after(MINUTE) }, undefined]);
  });

  it('holds steps that add up beyond the limit', () => {
    const clock = machine.clock();
    for (let step = 0; step < 3; step += 1) {
      machine.wall += 2 * MINUTE;
      machine.pass(SECOND);
      clock.now();
    }
    expect(clock.hold).toMatchObject({ aheadMs: 2 * MINUTE });
    expect(clock.now()).toBe(after(4 * MINUTE + 3 * SECOND));
  });

  it('follows the wall clock again when the step is accepted', () => {
    const clock = machine.clock();
    machine.wall += 2 * HOUR;
    clock.now();
    clock.accept();
    expect(clock.now()).toBe(after(2 * HOUR));
    expect(machine.holds).toEqual([{ aheadMs: 2 * HOUR, since: START }, undefined]);
    machine.wall += 2 * HOUR;
    clock.now();
    expect(clock.hold).toMatchObject({ aheadMs: 2 * HOUR });
  });

  it('keeps a hold over a restart, in which time passes, unless the wall clock has stepped back meanwhile', () => {
    const hold = { aheadMs: 400 * DAY, since: START };
    machine.wall += 400 * DAY;
    machine.pass(HOUR);
    const held = machine.clock({ hold });
    expect([held.now(), held.hold]).toEqual([after(HOUR), hold]);
    machine.wall -= 400 * DAY;
    const undone = machine.clock({ hold });
    expect([undone.now(), undone.hold]).toEqual([after(HOUR), undefined]);
  });

  it('takes any time that has passed while no process ran', () => {
    const clock = machine.clock({ floor: after(-400 * DAY) });
    expect([clock.now(), clock.hold]).toEqual([START, undefined]);
  });

  it.each([
    ['after a step back of an hour', () => ({ back: HOUR, options: {} })],
    ['after a start an hour before the last event', () => ({ back: 0, options: { floor: after(HOUR) } })],
  ])('neither goes back nor stands still %s, and loses its lead', (_, setUp) => {
    const { back, options } = setUp();
    const clock = machine.clock(options);
    const first = clock.now();
    machine.wall -= back;
    expect(clock.now()).toBe(first);
    machine.pass(MINUTE);
    expect(millisOf(clock.now()) - millisOf(first)).toBe(0.9 * MINUTE);
    expect(clock.leadMs).toBe(HOUR - 0.1 * MINUTE);
    machine.pass(10 * HOUR);
    expect([clock.now(), clock.leadMs]).toEqual([instantOf(machine.wall), 0]);
    expect(machine.holds).toEqual([]);
  });

  it('never goes back, and is never further ahead than the limit after steps that nobody accepted', () => {
    const step = fc.record({
      wall: fc.integer({ min: -30 * DAY, max: 30 * DAY }),
      passed: fc.integer({ min: 0, max: HOUR }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        machine = new Machine();
        const clock = machine.clock();
        let [last, limit] = [clock.now(), millisOf(START)];
        for (const { wall, passed } of steps) {
          machine.wall += wall;
          machine.pass(passed);
          limit += passed + 5 * MINUTE;
          const now = clock.now();
          expect(now >= last).toBe(true);
          expect(millisOf(now)).toBeLessThanOrEqual(limit);
          last = now;
        }
      }),
      { numRuns: runs({ short: 200, long: 20_000 }) },
    );
  });
});

describe('elapsed time', () => {
  it('counts the time of a suspended machine, and no difference within the resolution of the uptime', () => {
    let [uptime, running] = [100, 5_000];
    const elapsed = elapsedWithSuspend(
      () => uptime,
      () => running,
    );
    const from = elapsed(true);
    running += 900;
    expect(elapsed(true) - from).toBe(900);
    running += 100;
    uptime += 2;
    expect(elapsed(true) - from).toBe(1_000);
    uptime += 3_600;
    expect(elapsed(false) - from).toBe(1_000);
    expect(elapsed(true) - from).toBeGreaterThanOrEqual(3_600_000);
    expect(elapsed(false)).toBe(elapsed(true));
  });
});
