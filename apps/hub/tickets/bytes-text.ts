import { numberFormat } from '../texts/intl-formats.js';
import type { Language } from '../texts/language.js';

const KILOBYTE = 1_000;
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Text of a number of bytes, such as "2.4 MB". */
export const bytesText = (bytes: number, language: Language): string => {
  const power = bytes < KILOBYTE ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  return numberFormat(language, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power < 2 ? 0 : 1,
  }).format(bytes / KILOBYTE ** power);
};
