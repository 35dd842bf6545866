import type { TextLanguage } from '@ledgerdesk/domain';
import type { Instant } from '@ledgerdesk/kernel';

/**
 * An instant in a time zone, to the minute: `2026-12-15 10:00 (Asia/Tokyo)`, in German
 * `15. Dezember 2026 um 10:00 Uhr (Asia/Tokyo)`.
 */
export const localTime = (instant: Instant, timeZone: string, language: TextLanguage): string => {
  const at = new Date(instant);
  if (language !== 'de') {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    return `${format.format(at)} (${timeZone})`;
  }
  const date = new Intl.DateTimeFormat('de-DE', { timeZone, dateStyle: 'long' }).format(at);
  const time = new Intl.DateTimeFormat('de-DE', { timeZone, timeStyle: 'short' }).format(at);
  return `${date} um ${time} Uhr (${timeZone})`;
};

/** A calendar quarter such as `2026-Q4`, in German `4. Quartal 2026`. */
export const quarterIn = (quarter: string, language: TextLanguage): string => {
  const [year, number] = quarter.split('-Q');
  return language === 'de' ? `${number}. Quartal ${year}` : quarter;
};
