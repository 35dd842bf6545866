import { useMemo } from 'react';
import { useClassificationNames } from '../../api/classification-names.js';
import { useLanguageName } from '../../texts/language-names.js';
import { useLanguage, useTexts } from '../../texts/language-context.js';
import { entitlementTexts } from '../../tickets/entitlement-text.js';
import { useFormats } from '../../time/formats.js';
import { bucketName } from './bucket-name.js';
import { hourOfWeekName } from './hour-of-week-name.js';
import type { MeasureKind } from './report-kinds.js';
import { reportsTexts } from './reports.texts.js';

/** The name of a value; the value itself if it has none. */
const nameIn = (names: Readonly<Record<string, string>>, value: string): string =>
  Object.hasOwn(names, value) ? (names[value] ?? value) : value;

/** Names of the values that reports are grouped by. */
const useGroupNames = (): ((grouping: string, value: string | number | null) => string) => {
  const t = useTexts(reportsTexts);
  const { levels } = useTexts(entitlementTexts);
  const { language } = useLanguage();
  const names = useClassificationNames();
  const languageName = useLanguageName();
  return useMemo(() => {
    // A map: groupings come from the address, where they may be named like a property of every object.
    const naming = new Map<string, (value: string) => string>([
      ['product', names.product],
      ['issueType', names.issueType],
      ['language', languageName],
      ['level', (value) => nameIn(levels, value)],
      ['edition', (value) => nameIn(levels, value)],
      ['channel', (value) => nameIn(t.channels, value)],
      ['reason', (value) => nameIn(t.reasons, value)],
      ['hourOfWeek', (value) => hourOfWeekName(value, language)],
    ]);
    return (grouping, value) =>
      value === null || value === ''
        ? nameIn(t.without, grouping)
        : (naming.get(grouping)?.(String(value)) ?? String(value));
  }, [t, levels, language, names, languageName]);
};

/** How numbers, groups and buckets of reports are written. */
export const useReportFormats = () => {
  const t = useTexts(reportsTexts);
  const formats = useFormats();
  const { language } = useLanguage();
  const group = useGroupNames();
  return useMemo(
    () => ({
      value: (kind: MeasureKind, number: number | null): string => {
        if (number === null) return '–';
        if (kind === 'minutes') return formats.duration(number);
        return kind === 'share' ? formats.share(number) : formats.number(number);
      },
      group,
      /** All values of a group, such as `acme · Dropbox`. */
      groupText: (values: Readonly<Record<string, string | number | null>>): string =>
        Object.entries(values)
          .map(([name, part]) => group(name, part))
          .join(' · ') || t.all,
      bucket: (name: string): string => bucketName(name, language, t.bucketNames),
    }),
    [t, formats, language, group],
  );
};
