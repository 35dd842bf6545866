import type { ReportedItem } from './report.js';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The day and the hour of an hour of the week: 0 is Monday 00:00. */
export const dayAndHour = (hourOfWeek: number): { readonly day: string; readonly hour: number } => ({
  day: DAYS[Math.floor(hourOfWeek / 24)] ?? '',
  hour: hourOfWeek % 24,
});

/** Names of days, in the order of hours of the week. */
export const DAY_NAMES: readonly string[] = DAYS;

/** The value of a group as people read it. */
export const valueLabel = (grouping: string, value: string | number | null): string => {
  if (value === null) return '(none)';
  if (grouping !== 'hourOfWeek' || typeof value !== 'number') return String(value);
  const { day, hour } = dayAndHour(value);
  return `${day} ${String(hour).padStart(2, '0')}:00`;
};

/** The values of an item's group as people read them, joined by a dot; empty without groupings. */
export const groupLabel = ({ group }: Pick<ReportedItem, 'group'>): string =>
  Object.entries(group)
    .map(([grouping, value]) => valueLabel(grouping, value))
    .join(' · ');
