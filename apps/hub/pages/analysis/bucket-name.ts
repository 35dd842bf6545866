import { dateFormat } from '../../texts/intl-formats.js';
import type { Language } from '../../texts/language.js';

/** How quarters and weeks are named; other buckets by Intl. */
interface BucketTexts {
  readonly quarter: (quarter: string, year: string) => string;
  /** `from` is the Monday of the week. */
  readonly week: (week: string, from: string) => string;
}

const DAY = 86_400_000;

/** The Monday on which a week begins (ISO 8601): the first week of a year has its 4 January. */
const mondayOf = (year: number, week: number): number => {
  const fourth = Date.UTC(year, 0, 4);
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return fourth + ((week - 1) * 7 - weekday) * DAY;
};

/**
 * The name of a bucket of a report for readers: "Nov 2026" from `2026-11`, "Q4 2026" from `2026-Q4`,
 * "Nov 23, 2026 (W48)" from `2026-W48`, "Nov 27, 2026" from a day, and with its time from an hour. Another text is its
 * own name.
 */
export const bucketName = (bucket: string, language: Language, texts: BucketTexts): string => {
  // Buckets are named by local time: the zone is theirs already.
  const format = (at: number, options: Intl.DateTimeFormatOptions): string =>
    Number.isNaN(at) ? bucket : dateFormat(language, { timeZone: 'UTC', ...options }).format(at);
  const [, year = '', unit = '', number = ''] = /^(\d{4})-([QW])(\d{1,2})$/.exec(bucket) ?? [];
  if (unit === 'Q') return texts.quarter(number, year);
  if (unit === 'W') {
    const monday = format(mondayOf(Number(year), Number(number)), { dateStyle: 'medium' });
    return texts.week(String(Number(number)), monday);
  }
  const local = /^\d{4}-\d{2}(?:-\d{2}(?:T\d{2}:\d{2})?)?/.exec(bucket)?.[0] ?? '';
  if (local.length === 7) return format(Date.parse(`${local}-01T00:00Z`), { month: 'short', year: 'numeric' });
  if (local.length === 10) return format(Date.parse(`${local}T00:00Z`), { dateStyle: 'medium' });
  if (local.length === 16) return format(Date.parse(`${local}Z`), { dateStyle: 'medium', timeStyle: 'short' });
  return bucket;
};
