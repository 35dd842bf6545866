import { DAY } from '@ledgerdesk/kernel';
import type { Calendar } from './calendar.js';
import { assertCalendar } from './check-calendar.js';
import { clipIntervals, mergeIntervals, type Interval } from './intervals.js';
import { dayOfDate } from './local-date.js';
import { isLocalDay } from './local-day.js';
import { localWeek, weekdayOf } from './local-week.js';
import { OpenBlock } from './open-block.js';
import type { OpenHours } from './open-hours.js';
import type { TimeZones } from './time-zones.js';

const BLOCK_DAYS = 32;
const BLOCK = BLOCK_DAYS * DAY;
/** Local days around a block of UTC days that overlap it: offsets reach 16 h, and zones have skipped whole days. */
const [DAYS_BEFORE, DAYS_AFTER] = [2, 1];
/** Blocks that a search for open time covers: about a hundred years. */
const HORIZON = Math.ceil((100 * 366) / BLOCK_DAYS);
/** Blocks kept in memory: about 45 years at a few kilobytes each. */
const CACHED_BLOCKS = 512;

/**
 * Compiles a calendar. Local days are converted to instants on first use, in blocks of 32 days; a bounded number of
 * blocks is cached. Throws CalendarError for a calendar that `checkCalendar` rejects.
 */
export function openHours(calendar: Calendar, zones: TimeZones): OpenHours {
  assertCalendar(calendar, zones);
  return new CalendarHours(calendar.id, compileDays(calendar, zones));
}

type CompileDay = (day: number) => Interval[];

/**
 * Maps both endpoints separately ("compatible"), so an interval within a gap may become empty or inverted. A date that
 * the zone skipped has no hours: both of its endpoints would map to the next day.
 */
function compileDays({ timeZone, weekly, holidays }: Calendar, zones: TimeZones): CompileDay {
  const week = localWeek(weekly);
  const closed = new Set(holidays.map(dayOfDate));
  return (day) => {
    const toInstant = (millis: number): number => zones.toInstant(timeZone, day * DAY + millis);
    const intervals = closed.has(day) ? [] : week[weekdayOf(day)];
    if (intervals.length === 0 || !isLocalDay(day, timeZone, zones)) return [];
    return intervals.map(({ from, to }) => ({ from: toInstant(from), to: toInstant(to) }));
  };
}

class CalendarHours implements OpenHours {
  readonly #blocks = new Map<number, OpenBlock>();

  constructor(
    private readonly id: string,
    private readonly compileDay: CompileDay,
  ) {}

  between(from: number, to: number): number {
    const [first, last] = [blockIndex(from), blockIndex(to)];
    let open = this.#block(last).before(to) - this.#block(first).before(from);
    for (let index = first; index < last; index++) open += this.#block(index).total;
    return open;
  }

  after(from: number, amount: number): number {
    let wanted = amount + this.#block(blockIndex(from)).before(from);
    return this.#search(from, (block) => {
      const instant = block.reach(wanted);
      wanted -= block.total;
      return instant;
    });
  }

  opening(from: number): number {
    return this.#search(from, (block) => block.opening(from));
  }

  #search(from: number, find: (block: OpenBlock) => number | undefined): number {
    const first = blockIndex(from);
    for (let index = first; index <= first + HORIZON; index++) {
      const found = find(this.#block(index));
      if (found !== undefined) return found;
    }
    throw new RangeError(
      `Calendar "${this.id}" does not have enough open time in the 100 years after ${new Date(from).toISOString()}. ` +
        'Use a shorter target, or check the weekly hours and holidays.',
    );
  }

  #block(index: number): OpenBlock {
    const known = this.#blocks.get(index);
    if (known) return known;
    const block = new OpenBlock(this.#compile(index));
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size < CACHED_BLOCKS) break;
      this.#blocks.delete(oldest);
    }
    this.#blocks.set(index, block);
    return block;
  }

  #compile(index: number): Interval[] {
    const days = Array.from(
      { length: DAYS_BEFORE + BLOCK_DAYS + DAYS_AFTER },
      (_, i) => index * BLOCK_DAYS - DAYS_BEFORE + i,
    );
    const bounds = { from: index * BLOCK, to: (index + 1) * BLOCK };
    return clipIntervals(mergeIntervals(days.flatMap(this.compileDay)), bounds);
  }
}

const blockIndex = (instant: number): number => Math.floor(instant / BLOCK);
