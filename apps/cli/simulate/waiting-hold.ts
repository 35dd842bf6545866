import { MINUTE } from '@ledgerdesk/kernel';
import type { Random } from './random.js';

/** A hold of a ticket that waits for an answer. */
export interface WaitingHold {
  /** Ms since the epoch. */
  readonly from: number;
  /** What ends it, and when. Absent: the answer or the solution of the ticket. */
  readonly end?: { readonly at: number; readonly by: 'agent' | 'reply' };
}

/** A ninth of the tickets is put on hold while it waits from one time to another, most until an agent resumes it. */
export const waitingHold = (random: Random, from: number, answeredAt: number): WaitingHold | undefined => {
  if (!random.chance(1 / 9)) return undefined;
  const heldFrom = from + (answeredAt - from) * random.fraction() * 0.9;
  if (random.chance(0.2)) return { from: heldFrom };
  const at = heldFrom + random.logNormal(60) * MINUTE;
  // A reply after the answer would start another clock.
  return { from: heldFrom, end: { at, by: random.chance(0.3) && at < answeredAt ? 'reply' : 'agent' } };
};
