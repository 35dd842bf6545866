/** Digits of a currency after the decimal point: 2 for EUR, 0 for JPY. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 0;

/** The smallest step of an amount in a currency, as number fields take it: `0.01`. */
export const stepOf = (currency: string): string => (10 ** -digitsOf(currency)).toFixed(digitsOf(currency));

/** An amount that was typed, in minor units of its currency: 1250 from "12.5" EUR. */
export const minorOf = (amount: string, currency: string): number =>
  Math.round(Number(amount) * 10 ** digitsOf(currency));
