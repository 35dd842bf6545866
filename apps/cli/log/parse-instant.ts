import { instantOf, type Instant } from '@ledgerdesk/kernel';

const SHAPE = /^(\d{4}-\d{2}-\d{2})T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/;

/** Returns true if a date exists: `Date` parses February 30 as March 2. */
const exists = (date: string): boolean => {
  const midnight = Date.parse(`${date}T00:00Z`);
  return !Number.isNaN(midnight) && instantOf(midnight).startsWith(date);
};

/** Parses an ISO 8601 instant with a time zone. Returns undefined for other text and for dates that do not exist. */
export const parseInstant = (text: string): Instant | undefined => {
  const [, date] = SHAPE.exec(text) ?? [];
  const millis = date !== undefined && exists(date) ? Date.parse(text) : NaN;
  return Number.isNaN(millis) ? undefined : instantOf(millis);
};
