import { versions } from 'node:process';
import type { LocalDate, TimeZones, WallMillis } from '@ledgerdesk/business-time';
import { Temporal } from 'temporal-polyfill';
import { zoneProblem } from './zone-name.js';

/** The time-zone database of this Node, read through the Temporal polyfill. */
export class TemporalTimeZones implements TimeZones {
  /** @param version release of the IANA database to record, by default that of this Node. */
  constructor(readonly version: string = versions.tz ?? 'unknown') {}

  problemWith(zone: string): string | undefined {
    return zoneProblem(zone);
  }

  toInstant(zone: string, wall: WallMillis): number {
    return plainDateTime(wall).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
  }

  toWall(zone: string, instant: number): WallMillis {
    const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
    return instant + Math.floor(offsetNanoseconds / 1_000_000);
  }

  startOfDay(zone: string, date: LocalDate): number {
    return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
  }
}

/** Built from its parts: three times as fast as a conversion through a zoned UTC time. */
function plainDateTime(wall: WallMillis): Temporal.PlainDateTime {
  const utc = new Date(wall);
  return new Temporal.PlainDateTime(
    utc.getUTCFullYear(),
    utc.getUTCMonth() + 1,
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
    utc.getUTCMilliseconds(),
  );
}
