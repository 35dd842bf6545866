import { type Clock, instantOf } from '@ledgerdesk/kernel';

/** The system clock. It may step back when the system time is corrected: see `GuardedClock`. */
export const systemClock: Clock = { now: () => instantOf(Date.now()) };
