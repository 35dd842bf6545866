import { addMonths, dateOfDay, dayOfDate, daysBetween, type LocalDate } from './local-date.js';

export type BillingInterval = 'month' | 'year';

/** A billing period in local dates, half-open: `to` is the first day of the next one. */
export interface BillingPeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const MONTHS: Readonly<Record<BillingInterval, number>> = { month: 1, year: 12 };

/**
 * P9: Returns the period, of a plan anchored on `anchor`, that contains `date`; `date` may be before the anchor. Each
 * boundary is computed from the anchor, so a plan of the 31st returns to the 31st after a short month.
 * Throws RangeError for text that is not a date.
 */
export function billingPeriod(anchor: LocalDate, interval: BillingInterval, date: LocalDate): BillingPeriod {
  const step = MONTHS[interval];
  const boundary = (n: number): LocalDate => addMonths(anchor, n * step);
  const reached = Math.floor((monthNumber(date) - monthNumber(anchor)) / step);
  const n = daysBetween(boundary(reached), date) < 0 ? reached - 1 : reached;
  return { from: boundary(n), to: boundary(n + 1) };
}

function monthNumber(date: LocalDate): number {
  const [year, month] = dateOfDay(dayOfDate(date)).split('-').map(Number);
  return (year ?? 0) * 12 + (month ?? 0);
}
