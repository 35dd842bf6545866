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
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');
const zones = new TemporalTimeZones();

/**
 * Returns the epoch ms of a timestamp, or undefined if the text does not match the format. Luxon only splits the text
 * into fields: its own conversion of a repeated local time depends on the current date.
 */
const parseMillis = (text: string, { format, zone: defaultZone }: Timestamps): number | undefined => {
  const { rawMatches, matches, result, zone } = DateTime.fromFormatExplain(text, format, LOCALE);
  if (!rawMatches || !result || Object.keys(result).length === 0) return undefined;
  if (matches && Object.hasOwn(matches, 'Z')) return validMillis(DateTime.fromFormat(text, format, LOCALE));
  const wall = validMillis(DateTime.fromObject(result, { zone: 'utc', ...LOCALE }));
  if (wall === undefined || zone?.isValid === false) return undefined;
  return zones.toInstant(zone?.name ?? defaultZone, wall);
};

const validMillis = (time: DateTime): number | undefined => (time.isValid ? time.toMillis() : undefined);

/**
 * Parses a timestamp from 1970 to 9999. A repeated local time is its first instant, a skipped one the later
 * ("compatible" as in Temporal). Returns undefined if the text does not match the format.
 */
export const parseTimestamp = (text: string, timestamps: Timestamps): Instant | undefined => {
  const millis = parseMillis(text, timestamps);
  return millis !== undefined && millis >= 0 && millis <= LATEST ? instantOf(millis) : undefined;
};

/** Returns true if formatting a time and parsing it again keeps the date, and the hour if the format has one. */
const isLossless = (timestamps: Timestamps): boolean => {
  const sample = DateTime.fromISO(PROBE, { zone: timestamps.zone });
  const instant = parseTimestamp(sample.toFormat(timestamps.format, LOCALE), timestamps);
  if (instant === undefined) return false;
  const parsed = DateTime.fromISO(instant, { zone: timestamps.zone });
  return parsed.hasSame(sample, 'day') && (parsed.hasSame(sample, 'hour') || parsed.equals(parsed.startOf('day')));
};

/** Returns a description of what is wrong with the format, or undefined. Luxon throws for tokens that conflict. */
const formatProblem = (timestamps: Timestamps): string | undefined => {
  const { format } = timestamps;
  try {
    return isLossless(timestamps)
      ? undefined
      : `"${format}" is not a complete date and time format. Example: yyyy-MM-dd HH:mm:ss`;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return `"${format}" contradicts itself: ${error.message}. Example: yyyy-MM-dd HH:mm:ss`;
  }
};

/** Returns a description of what is wrong with the format or zone, or undefined. */
export const timestampsProblem = (timestamps: Timestamps): string | undefined =>
  zones.problemWith(timestamps.zone) ?? formatProblem(timestamps);
