import type { LocalDate } from './local-date.js';

/** A local clock reading as a number: the milliseconds it would be since the Unix epoch if the clock stood in UTC. */
export type WallMillis = number;

/**
 * The time-zone database, injected because it changes several times a year: a deadline keeps the `version` it was
 * computed with. Zones are IANA names (`America/New_York`). Every method but `problemWith` throws RangeError for
 * a zone that `problemWith` would refuse.
 */
export interface TimeZones {
  /** Release of the IANA database in use, such as `2025c`. */
  readonly version: string;
  /** Why the zone cannot be used and what to write instead; `undefined` for a good one. */
  problemWith(zone: string): string | undefined;
  /** Epoch ms of a local clock reading, by Temporal's "compatible" rule: a gap maps to the later instant, a repeated time to the first. */
  toInstant(zone: string, wall: WallMillis): number;
  /** What local clocks show at an epoch ms. */
  toWall(zone: string, instant: number): WallMillis;
  /** Epoch ms at which a local day begins: its midnight, or the end of the gap that swallows midnight. */
  startOfDay(zone: string, date: LocalDate): number;
}
