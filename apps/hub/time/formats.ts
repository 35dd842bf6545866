import { useMemo } from 'react';
import { dateFormat, numberFormat } from '../texts/intl-formats.js';
import { useLanguage } from '../texts/language-context.js';
import { durationText } from './duration.js';
import { useZone } from './zone-context.js';

/** An instant: ISO 8601, or milliseconds since the epoch. */
export type Moment = string | number;

/** An amount in minor units of its currency. */
interface Money {
  readonly minor: number;
  readonly currency: string;
}

const digitsOf = (money: Intl.NumberFormat): number => money.resolvedOptions().maximumFractionDigits ?? 0;

const dateOf = (moment: Moment): Date => new Date(moment);

/** Dates, times and numbers as the reader reads them: in their language, and in the time zone of the page. */
export const useFormats = () => {
  const { language } = useLanguage();
  const { zone } = useZone();
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions, timeZone = zone): Intl.DateTimeFormat =>
      dateFormat(language, { ...options, timeZone });
    const day = () => format({ dateStyle: 'medium' });
    const minute = () => format({ dateStyle: 'medium', timeStyle: 'short' });
    const zoneAt = (date: Date): string =>
      format({ hour: 'numeric', timeZoneName: 'short' })
        .formatToParts(date)
        .find(({ type }) => type === 'timeZoneName')?.value ?? zone;
    const moneyIn = (currency: string, moreDigits = 0): Intl.NumberFormat => {
      const money = numberFormat(language, { style: 'currency', currency });
      if (moreDigits === 0) return money;
      const maximumFractionDigits = digitsOf(money) + moreDigits;
      return numberFormat(language, { style: 'currency', currency, maximumFractionDigits });
    };
    return {
      /** "Nov 30, 2026". */
      date: (moment: Moment) => day().format(dateOf(moment)),
      /** "Mon, Nov 30". */
      weekday: (moment: Moment) => format({ weekday: 'short', month: 'short', day: 'numeric' }).format(dateOf(moment)),
      /** "Nov 30, 2026, 9:05 AM". */
      dateTime: (moment: Moment) => minute().format(dateOf(moment)),
      /** As `dateTime`, with the time zone, for print and proofs: "Nov 30, 2026, 9:05 AM GMT+9". */
      withZone: (moment: Moment) => `${minute().format(dateOf(moment))} ${zoneAt(dateOf(moment))}`,
      time: (moment: Moment) => format({ timeStyle: 'short' }).format(dateOf(moment)),
      /** "Nov 2026", from "2026-11". */
      monthName: (name: string) =>
        // A month of a report has no zone.
        format({ month: 'short', year: 'numeric' }, 'UTC').format(dateOf(`${name}-01T00:00:00Z`)),
      /** In another zone than that of the page: a day of billing is one of the team's zone. */
      dateIn: (moment: Moment, timeZone: string) => format({ dateStyle: 'medium' }, timeZone).format(dateOf(moment)),
      /** In another zone than that of the page. */
      dateTimeIn: (moment: Moment, timeZone: string) =>
        format({ dateStyle: 'medium', timeStyle: 'short' }, timeZone).format(dateOf(moment)),
      /** "Nov 30, 9:05 AM", short enough for an axis, in another zone than that of the page. */
      shortIn: (moment: Moment, timeZone: string) =>
        format({ month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }, timeZone).format(dateOf(moment)),
      /** "1 h 12 min", from minutes. */
      duration: (minutes: number) => durationText(minutes, language),
      number: (value: number) => numberFormat(language).format(value),
      /** "12.5%", from 0.125. */
      share: (value: number) => numberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value),
      /** An amount in minor units of its currency: "¥12,500" from 12500 JPY, "€12.50" from 1250 EUR. */
      money: ({ minor, currency }: Money) => moneyIn(currency).format(minor / 10 ** digitsOf(moneyIn(currency))),
      /** An amount that is not rounded, with up to four more digits: "¥1,161.2903" from 1161.2903 JPY. */
      moneyExactly: ({ minor, currency }: Money) =>
        moneyIn(currency, 4).format(minor / 10 ** digitsOf(moneyIn(currency))),
    };
  }, [language, zone]);
};
