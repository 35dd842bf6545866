import type { BillingInterval, Edition, Fraction, Money } from '@ledgerdesk/events';

/** Unit prices in minor units, per seat and billing interval (config/prices.json). */
export interface Prices {
  readonly version: string;
  /** By add-on, edition, currency and interval. */
  readonly perSeat: Readonly<
    Record<string, Partial<Record<Edition, Readonly<Record<string, Partial<Record<BillingInterval, number>>>>>>>
  >;
}

/** The price of one seat for one full period; undefined if none is set. */
export const unitPrice = (
  prices: Prices,
  addOn: string,
  edition: Edition,
  currency: string,
  interval: BillingInterval,
): Money | undefined => {
  const minor = prices.perSeat[addOn]?.[edition]?.[currency]?.[interval];
  return minor === undefined ? undefined : { minor, currency };
};

/** P9: `unit × seats × part ÷ whole`, before rounding. Exact for whole numbers of any size. */
export const proratedShare = (unit: number, seats: number, part: number, whole: number): Fraction => ({
  numerator: String(BigInt(unit) * BigInt(seats) * BigInt(part)),
  denominator: String(whole),
});

/** P9: rounds half up to minor units; for amounts of 0 or more. */
export const roundHalfUp = ({ numerator, denominator }: Fraction): number =>
  Number((2n * BigInt(numerator) + BigInt(denominator)) / (2n * BigInt(denominator)));
