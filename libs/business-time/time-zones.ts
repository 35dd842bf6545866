import type { LocalDate } from './local-date.js';

/** A local time as a number: its epoch milliseconds if it were read as UTC. */
export type WallMillis = number;

/**
 * The time-zone database. It changes several times a year, so a deadline records the `version` it was computed with.
 * Zones are IANA names (`America/New_York`). Every method except `problemWith` throws RangeError for a zone that
 * `problemWith` rejects.
 */
export interface TimeZones {
  /** Release of the IANA database in use, such as `2025c`. */
  readonly version: string;
  /** Returns why a zone is not accepted and what to write instead; undefined for a valid one. */
  problemWith(zone: string): string | undefined;
  /** Returns the epoch ms of a local time, "compatible" as in Temporal: later in a gap, first of a repeat. */
  toInstant(zone: string, wall: WallMillis): number;
  /** Returns the local time at an epoch ms. */
  toWall(zone: string, instant: number): WallMillis;
  /** Returns the epoch ms at which a local date begins: midnight, or the end of a gap that skips midnight. */
  startOfDay(zone: string, date: LocalDate): number;
}
