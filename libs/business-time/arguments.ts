import { MINUTE } from '@ledgerdesk/kernel';
import type { Interval } from './intervals.js';

/** First and last epoch ms that an `Instant` can represent: the years 0001 to 9999. */
export const EARLIEST = Date.parse('0001-01-01T00:00Z');
export const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/** Returns an epoch ms unchanged. Throws RangeError outside the years 0001 to 9999. */
export function checkedInstant(millis: number, what: string): number {
  if (Number.isInteger(millis) && millis >= EARLIEST && millis <= LATEST) return millis;
  throw new RangeError(
    `The ${what} (${millis}) must be whole milliseconds since 1970-01-01T00:00Z, in the years 0001 to 9999.`,
  );
}

/** Returns minutes as whole ms, rounded. Throws RangeError if negative or not finite. */
export function checkedMillis(minutes: number): number {
  const millis = Math.round(minutes * MINUTE);
  if (minutes >= 0 && Number.isSafeInteger(millis)) return millis;
  throw new RangeError(`The minutes to count (${minutes}) must be a finite number, 0 or more.`);
}

/** Returns the pauses unchanged. Throws RangeError for a pause that ends before it begins. */
export function checkedPauses(pauses: readonly Interval[]): readonly Interval[] {
  for (const { from, to } of pauses) {
    if (checkedInstant(from, 'beginning of a pause') <= checkedInstant(to, 'end of a pause')) continue;
    throw new RangeError(`A pause ends (${to}) before it begins (${from}).`);
  }
  return pauses;
}
