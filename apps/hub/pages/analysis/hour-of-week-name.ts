import { dateFormat } from '../../texts/intl-formats.js';
import type { Language } from '../../texts/language.js';

/** A Monday, from which hours of the week are counted. */
const MONDAY = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const HOURS_OF_WEEK = 168;

/** The name of an hour of the week for readers: "Tue 10 AM" from `34`. Another text is its own name. */
export const hourOfWeekName = (value: string, language: Language): string => {
  const hour = Number(value);
  if (!Number.isInteger(hour) || hour < 0 || hour >= HOURS_OF_WEEK) return value;
  const format = dateFormat(language, { weekday: 'short', hour: '2-digit', timeZone: 'UTC' });
  return format.format(MONDAY + hour * HOUR);
};
