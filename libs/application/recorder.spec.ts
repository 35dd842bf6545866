import { manualClock } from '../../test/support/manual-clock.js';
import fc from 'fast-check';
import { Recorder } from './recorder.js';

describe('recordedAt', () => {
  it("is the clock's time, but never earlier than the last stamp or the log's last event", () => {
    const clock = manualClock('2026-11-27T07:30:00.000Z');
    const recorder = new Recorder(clock, '2026-11-27T08:00:00.000Z');
    expect(recorder.stamp()).toBe('2026-11-27T08:00:00.000Z');
    clock.moveTo('2026-11-27T09:00:00.000Z');
    expect(recorder.stamp()).toBe('2026-11-27T09:00:00.000Z');
    clock.moveTo('2026-11-27T08:30:00.000Z');
    expect(recorder.stamp()).toBe('2026-11-27T09:00:00.000Z');
  });

  it('never decreases when the clock jumps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), { minLength: 1 }),
        (jumps) => {
          const clock = manualClock('2026-11-27T07:30:00.000Z');
          const recorder = new Recorder(clock);
          const stamps = jumps.map((jump) => {
            clock.moveTo(jump.toISOString());
            return recorder.stamp();
          });
          expect(stamps).toEqual([...stamps].sort());
        },
      ),
    );
  });
});
