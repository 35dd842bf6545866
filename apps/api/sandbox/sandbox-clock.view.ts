import type { Instant } from '@ledgerdesk/kernel';
import type { SandboxMove } from '../platform/sandbox-clock.js';

/** A move of the simulated clock, as operators see it. */
export const toClockMove = ({ moveId, from, to, reached }: Omit<SandboxMove, 'position'>) => ({
  moveId,
  state: reached === null ? ('moving' as const) : ('done' as const),
  from,
  to,
  reached,
});

/** The simulated clock, and its last move. */
export const toSandboxClock = (now: Instant, latest: SandboxMove | undefined) => ({
  now,
  latestMove: latest ? toClockMove(latest) : null,
});
