import { numberFormat } from '../texts/intl-formats.js';
import type { Language } from '../texts/language.js';

const UNITS = [
  ['day', 1_440],
  ['hour', 60],
  ['minute', 1],
] as const;

/** A number with its unit: "h" rather than the American "hr", and without spaces in Japanese. */
const part = (value: number, unit: 'day' | 'hour' | 'minute', language: Language): string => {
  const text = numberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  return language === 'ja' ? text.replaceAll(' ', '') : text.replace(/hr$/, 'h');
};

/**
 * Text of a duration in minutes, with at most two units: "1 h 12 min", "2 days 3 h". Fractions are rounded down, so
 * that "0 min" is less than a minute.
 */
export const durationText = (minutes: number, language: Language): string => {
  const whole = Math.floor(Math.abs(minutes));
  let rest = whole;
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [part(count, unit, language)];
  });
  return parts.length === 0 ? part(0, 'minute', language) : parts.slice(0, 2).join(language === 'ja' ? '' : ' ');
};
