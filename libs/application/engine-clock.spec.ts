import { manualClock } from '../../test/support/manual-clock.js';
import fc from 'fast-check';
import { EngineClock } from './engine-clock.js';

describe('recordedAt', () => {
  it("is the clock's time, but never earlier than the last stamp or the log's last event", () => {
    const manual = manualClock('2026-11-27T07:30:00.000Z');
    const clock = new EngineClock(manual, '2026-11-27T08:00:00.000Z');
    expect(clock.stamp()).toBe('2026-11-27T08:00:00.000Z');
    manual.moveTo('2026-11-27T09:00:00.000Z');
    expect(clock.stamp()).toBe('2026-11-27T09:00:00.000Z');
    manual.moveTo('2026-11-27T08:30:00.000Z');
    expect(clock.stamp()).toBe('2026-11-27T09:00:00.000Z');
  });

  it('never decreases when the clock jumps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), { minLength: 1 }),
        (jumps) => {
          const manual = manualClock('2026-11-27T07:30:00.000Z');
          const clock = new EngineClock(manual);
          const stamps = jumps.map((jump) => {
            manual.moveTo(jump.toISOString());
            return clock.stamp();
          });
          expect(stamps).toEqual([...stamps].sort());
        },
      ),
    );
  });
});
