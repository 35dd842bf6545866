import type { Schemas } from '@ledgerdesk/client';
import { dateFormat } from '../../texts/intl-formats.js';
import type { Language } from '../../texts/language.js';

/** Opening hours of a channel or desk. */
export type Hours = NonNullable<Schemas['ContactOptions']['options'][number]['hours']>;
type Day = keyof Hours['weekly'];

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly Day[];
/** A Monday, to name weekdays by. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Returns true if it never closes. */
export const isAlwaysOpen = ({ weekly }: Hours): boolean =>
  DAYS.every(
    (day) => weekly[day].length === 1 && weekly[day][0]?.opens === '00:00' && weekly[day][0].closes === '24:00',
  );

const dayName = (index: number, language: Language): string =>
  dateFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(MONDAY + index * DAY_MS);

const timesText = (day: Hours['weekly'][Day]): string =>
  day.map(({ opens, closes }) => `${opens}–${closes}`).join(', ');

/**
 * Opening hours by weekday, days in a row with the same hours as one: "Mon–Fri 09:00–17:00". Days on which it is closed
 * are left out.
 */
export const weeklyText = ({ weekly }: Hours, language: Language): string => {
  const runs: { from: number; to: number; times: string }[] = [];
  for (const [index, day] of DAYS.entries()) {
    const times = timesText(weekly[day]);
    const last = runs.at(-1);
    if (last && last.times === times && last.to === index - 1) last.to = index;
    else if (times !== '') runs.push({ from: index, to: index, times });
  }
  return runs
    .map(({ from, to, times }) => {
      const days = [...new Set([from, to])].map((index) => dayName(index, language)).join('–');
      return `${days} ${times}`;
    })
    .join('; ');
};
