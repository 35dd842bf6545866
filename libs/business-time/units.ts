export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** First and last epoch ms that the kernel's `Instant` can write: the years 0001 to 9999. */
export const EARLIEST = Date.parse('0001-01-01T00:00Z');
export const LATEST = Date.parse('9999-12-31T23:59:59.999Z');
