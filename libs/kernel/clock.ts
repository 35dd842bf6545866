import type { Instant } from './instant.js';

/** Where "now" comes from. Rules never ask it: the command brings its time along. */
export interface Clock {
  now(): Instant;
}
