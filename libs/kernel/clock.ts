import type { Instant } from './instant.js';

/** The source of the current time. Deciders have none: a command carries its own time. */
export interface Clock {
  now(): Instant;
}
