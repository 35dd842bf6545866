import type { CommandSamples } from '../samples.js';
import type { ClockMoveCommand } from './move.js';
import type { StepClock } from './step.js';

const moveId = '8a51a2b1-1a0e-5b4e-8a0e-4d1f0b7c2a90';

/** Sample commands that move a simulated clock. */
export const CLOCK_MOVE_SAMPLES: CommandSamples<ClockMoveCommand> = {
  MoveClock: {
    payload: { moveId, to: null, byMs: 86_400_000 },
    variants: [
      { to: '2026-12-01T00:00:00.000Z', byMs: null },
      { byMs: null },
      { byMs: 0 },
      { byMs: 500 * 86_400_000 },
      { to: '2026-01-01T00:00:00.000Z', byMs: null },
    ],
    repeat: 'refused',
  },
  EndClockMove: { payload: { moveId } },
};

/** Sample commands on the steps of a move. */
export const CLOCK_STEP_SAMPLES: CommandSamples<StepClock> = {
  StepClock: { payload: { moveId, to: '2026-11-27T11:30:00.100Z' } },
};
