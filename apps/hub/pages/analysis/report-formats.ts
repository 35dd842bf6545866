import { useMemo } from 'react';
import { useLanguage, useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import type { MeasureKind } from './report-kinds.js';
import { reportsTexts } from './reports.texts.js';

/** A Monday, from which hours of the week are counted. */
const MONDAY = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;

/** How numbers and groups of reports are written. */
export const useReportFormats = () => {
  const t = useTexts(reportsTexts);
  const formats = useFormats();
  const { language } = useLanguage();
  return useMemo(() => {
    const hour = new Intl.DateTimeFormat(language, { weekday: 'short', hour: '2-digit', timeZone: 'UTC' });
    const value = (kind: MeasureKind, number: number | null): string => {
      if (number === null) return '–';
      if (kind === 'minutes') return formats.duration(number);
      return kind === 'share' ? formats.share(number) : formats.number(number);
    };
    const group = (name: string, part: string | number | null): string => {
      if (part === null) return '–';
      return name === 'hourOfWeek' ? hour.format(MONDAY + Number(part) * HOUR) : String(part);
    };
    return {
      value,
      group,
      /** All values of a group, such as `acme · dropbox`. */
      groupText: (values: Readonly<Record<string, string | number | null>>): string =>
        Object.entries(values)
          .map(([name, part]) => group(name, part))
          .join(' · ') || t.all,
    };
  }, [t, formats, language]);
};
