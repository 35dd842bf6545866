import { instantOf, type Instant } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { DateTime } from 'luxon';

/** Format of timestamps in Luxon tokens, and the IANA time zone of timestamps without an offset. */
export interface Timestamps {
  readonly format: string;
  readonly zone: string;
}

const LOCALE = { locale: 'en' };
const PROBE = '2001-02-03T16:05:06Z';

/** Parses a timestamp from 1970 to 9999. Returns undefined if the text does not match the format. */
export const parseTimestamp = (text: string, { format, zone }: Timestamps): Instant | undefined => {
  const time = DateTime.fromFormat(text, format, { zone, ...LOCALE });
  return time.isValid && time.year >= 1970 && time.year <= 9999 ? instantOf(time.toMillis()) : undefined;
};

/** Returns true if formatting a time and parsing it again keeps the date, and the hour if the format has one. */
const isLossless = ({ format, zone }: Timestamps): boolean => {
  const sample = DateTime.fromISO(PROBE, { zone });
  const parsed = DateTime.fromFormat(sample.toFormat(format, LOCALE), format, { zone, ...LOCALE });
  return (
    parsed.isValid &&
    parsed.hasSame(sample, 'day') &&
    (parsed.hasSame(sample, 'hour') || parsed.equals(parsed.startOf('day')))
  );
};

/** Returns a description of what is wrong with the format or zone, or undefined. */
export const timestampsProblem = (timestamps: Timestamps): string | undefined =>
  new TemporalTimeZones().problemWith(timestamps.zone) ??
  (isLossless(timestamps)
    ? undefined
    : `"${timestamps.format}" is not a complete date and time format. Example: yyyy-MM-dd HH:mm:ss`);
