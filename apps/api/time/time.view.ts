import type { Instant } from '@ledgerdesk/kernel';
import type { TimeSource } from '../platform/time-source.js';

/** The engine's time and where it comes from. */
export const toTime = (now: Instant, source: TimeSource) => ({ now, ...source });
