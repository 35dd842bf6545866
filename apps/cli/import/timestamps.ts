import { instantOf, type Instant } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { DateTime } from 'luxon';

/** How a log writes its times: Luxon's tokens, and the IANA zone of times that carry none. */
export interface Timestamps {
  readonly format: string;
  readonly zone: string;
}

const LOCALE = { locale: 'en' };
const PROBE = '2001-02-03T16:05:06Z';

/** The instant that a text names, from 1970 to 9999; undefined where it does not have the form. */
export const instantIn = (text: string, { format, zone }: Timestamps): Instant | undefined => {
  const time = DateTime.fromFormat(text, format, { zone, ...LOCALE });
  return time.isValid && time.year >= 1970 && time.year <= 9999 ? instantOf(time.toMillis()) : undefined;
};

/** A format is whole when a time that is written with it can be read again: its date, and its hour unless it has none. */
const isWhole = ({ format, zone }: Timestamps): boolean => {
  const written = DateTime.fromISO(PROBE, { zone });
  const read = DateTime.fromFormat(written.toFormat(format, LOCALE), format, { zone, ...LOCALE });
  return (
    read.isValid && read.hasSame(written, 'day') && (read.hasSame(written, 'hour') || read.equals(read.startOf('day')))
  );
};

/** Why times cannot be read this way; undefined when they can. */
export const timestampsProblem = (timestamps: Timestamps): string | undefined =>
  new TemporalTimeZones().problemWith(timestamps.zone) ??
  (isWhole(timestamps)
    ? undefined
    : `"${timestamps.format}" does not give a date and time that can be read, e.g. yyyy-MM-dd HH:mm:ss.`);
