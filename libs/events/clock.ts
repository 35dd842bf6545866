import type { Instant } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf } from './definition.js';

/** An operator began to move the simulated clock of a sandbox forward. The clock stands until `ClockMoved`. */
export type ClockMoveStarted = EventOf<
  'ClockMoveStarted',
  {
    /** Id of the move. */
    moveId: string;
    /** Time of the simulated clock at the start. */
    from: Instant;
    /** Time to move to. */
    to: Instant;
  }
>;

/**
 * The simulated clock reached an instant at which something falls due, on the way to that of a move. Recorded where
 * several engines share the log, so that all follow.
 */
export type ClockStepped = EventOf<
  'ClockStepped',
  {
    /** Id of the move. */
    moveId: string;
    /** Time that the clock reached. */
    to: Instant;
  }
>;

/** The simulated clock was moved, and what fell due by then is recorded. The clock goes on from there. */
export type ClockMoved = EventOf<
  'ClockMoved',
  {
    /** Id of the move. */
    moveId: string;
    /** Time of the simulated clock at the start. */
    from: Instant;
    /** Time that was to be reached. */
    to: Instant;
    /** Time of the simulated clock at the end: `to`, or up to 100 ms later if something falls due at that moment. */
    reached: Instant;
  }
>;
export type ClockEvent = ClockMoveStarted | ClockStepped | ClockMoved;

/** Types of the events that move the simulated clock. */
export const CLOCK_EVENTS = ['ClockMoveStarted', 'ClockStepped', 'ClockMoved'] as const;

const moveId = '8a51a2b1-1a0e-5b4e-8a0e-4d1f0b7c2a90';
const move = { moveId, from: '2026-11-27T07:30:00.000Z', to: '2026-12-01T00:00:00.000Z' };

export const clockEvents = [
  defineEvent<ClockMoveStarted>('ClockMoveStarted', { sample: move }),
  defineEvent<ClockStepped>('ClockStepped', { sample: { moveId, to: '2026-11-27T11:30:00.100Z' } }),
  defineEvent<ClockMoved>('ClockMoved', { sample: { ...move, reached: '2026-12-01T00:00:00.100Z' } }),
];
