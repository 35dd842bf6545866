/** A date as RFC 9110 writes it; its two obsolete forms are read as well. */
const HTTP_DATE = /^[A-Z][a-z]{2,8},? .*\d/;

/**
 * Parses a `Retry-After` header (RFC 9110, section 10.2.3): seconds or an HTTP date. Returns ms from `now`, an epoch
 * time, at least 0; null if the header is absent or malformed.
 */
export const parseRetryAfter = (header: string | undefined, now: number): number | null => {
  const value = header?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const at = HTTP_DATE.test(value) ? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`) : NaN;
  return Number.isNaN(at) ? null : Math.max(at - now, 0);
};
