/** Lengths of time in milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A duration of ISO 8601 in weeks, days, hours, minutes and seconds, e.g. `P1DT4H`. `P` alone is nothing. */
export const DURATION_PATTERN = /^P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/;

const UNITS = [7 * DAY, DAY, HOUR, MINUTE, 1_000];

/** Returns the milliseconds of a duration that matches DURATION_PATTERN, a day being 24 hours; NaN for other text. */
export const millisOfDuration = (duration: string): number => {
  const match = DURATION_PATTERN.exec(duration);
  if (!match) return NaN;
  return UNITS.reduce((sum, unit, index) => sum + Number(match[index + 1] ?? 0) * unit, 0);
};
