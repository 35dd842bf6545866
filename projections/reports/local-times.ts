import type { TimeZones, WallMillis } from '@ledgerdesk/business-time';
import { HOUR } from '@ledgerdesk/kernel';

/**
 * Local times in one zone, fast enough for a report over millions of facts. The offset from UTC is looked up once for
 * each hour of UTC that begins and ends with the same offset, and for each instant of the others.
 */
export class LocalTimes {
  readonly #offsets = new Map<number, number>();

  /** @param zone an IANA name; undefined is UTC. */
  constructor(
    private readonly zone: string | undefined,
    private readonly zones: TimeZones,
  ) {}

  /** Returns the local time at an epoch ms. */
  at(millis: number): WallMillis {
    if (this.zone === undefined) return millis;
    const hour = Math.floor(millis / HOUR);
    const offset = this.offsetAtHour(hour);
    return millis + (offset === this.offsetAtHour(hour + 1) ? offset : this.offsetAt(this.zone, millis));
  }

  private offsetAtHour(hour: number): number {
    const known = this.#offsets.get(hour);
    if (known !== undefined || this.zone === undefined) return known ?? 0;
    const offset = this.offsetAt(this.zone, hour * HOUR);
    this.#offsets.set(hour, offset);
    return offset;
  }

  private offsetAt(zone: string, millis: number): number {
    return this.zones.toWall(zone, millis) - millis;
  }
}
