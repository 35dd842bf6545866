import type { Instant } from '@ledgerdesk/kernel';

/** A calendar quarter in UTC, `2026-Q4`. Sorts chronologically as text. */
export type Quarter = string;

const SHAPE = /^(\d{4})-Q([1-4])$/;

const partsOf = (quarter: Quarter): readonly [year: number, number: number] => {
  const found = SHAPE.exec(quarter);
  if (!found) throw new RangeError(`"${quarter}" is not a quarter. Use the format 2026-Q4.`);
  return [Number(found[1]), Number(found[2])];
};

const named = (year: number, number: number): Quarter => `${String(year).padStart(4, '0')}-Q${number}`;

/** Returns true for a quarter written `yyyy-Qn`. */
export const isQuarter = (text: string): boolean => SHAPE.test(text);

/** Returns the quarter of an instant. */
export const quarterOf = (instant: Instant): Quarter =>
  named(Number(instant.slice(0, 4)), Math.ceil(Number(instant.slice(5, 7)) / 3));

/** Returns the next quarter. Throws RangeError for text that is not a quarter. */
export const nextQuarter = (quarter: Quarter): Quarter => {
  const [year, number] = partsOf(quarter);
  return number === 4 ? named(year + 1, 1) : named(year, number + 1);
};

/** Returns the previous quarter. Throws RangeError for text that is not a quarter. */
export const previousQuarter = (quarter: Quarter): Quarter => {
  const [year, number] = partsOf(quarter);
  return number === 1 ? named(year - 1, 4) : named(year, number - 1);
};

/** Returns the first instant of a quarter. Throws RangeError for text that is not a quarter. */
export const quarterStart = (quarter: Quarter): Instant => {
  const [year, number] = partsOf(quarter);
  return `${String(year).padStart(4, '0')}-${String(number * 3 - 2).padStart(2, '0')}-01T00:00:00.000Z`;
};

/** Returns the first instant after a quarter. Throws RangeError for text that is not a quarter. */
export const quarterEnd = (quarter: Quarter): Instant => quarterStart(nextQuarter(quarter));
