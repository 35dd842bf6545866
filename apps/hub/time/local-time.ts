import { dateFormat } from '../texts/intl-formats.js';

const MINUTE = 60_000;

const partsIn = (instant: number, zone: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    dateFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );

/** The local time of an instant, as fields for dates and times have it: `2026-11-30T09:05`. */
export const localTimeOf = (instant: number, zone: string): string => {
  const { year = '', month, day, hour, minute } = partsIn(instant, zone);
  return `${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}`;
};

/** Milliseconds by which the local time of a zone is ahead of UTC at an instant, to the minute. */
const offsetAt = (instant: number, zone: string): number =>
  Date.parse(`${localTimeOf(instant, zone)}Z`) - Math.floor(instant / MINUTE) * MINUTE;

/**
 * The instant of a local time in a zone, as milliseconds since the epoch; undefined if the text is no local time. Of a
 * time that occurs twice, the first one; a time that clocks skip is counted on from before they were set forward.
 */
export const instantOfLocalTime = (local: string, zone: string): number | undefined => {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const candidates = [asUtc - 24 * 60 * MINUTE, asUtc + 24 * 60 * MINUTE].map((near) => asUtc - offsetAt(near, zone));
  const exact = candidates.filter((instant) => localTimeOf(instant, zone) === localTimeOf(asUtc, 'UTC'));
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
};
