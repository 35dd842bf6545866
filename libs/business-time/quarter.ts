import type { Instant } from '@ledgerdesk/kernel';

/** A calendar quarter in UTC, `2026-Q4`: text order is time order. */
export type Quarter = string;

const SHAPE = /^(\d{4})-Q([1-4])$/;

const partsOf = (quarter: Quarter): readonly [year: number, number: number] => {
  const found = SHAPE.exec(quarter);
  if (!found) throw new RangeError(`"${quarter}" is not a quarter. Write one as 2026-Q4.`);
  return [Number(found[1]), Number(found[2])];
};

const named = (year: number, number: number): Quarter => `${String(year).padStart(4, '0')}-Q${number}`;

/** True for a quarter, written `yyyy-Qn`. */
export const isQuarter = (text: string): boolean => SHAPE.test(text);

/** The quarter that an instant falls in. */
export const quarterOf = (instant: Instant): Quarter =>
  named(Number(instant.slice(0, 4)), Math.ceil(Number(instant.slice(5, 7)) / 3));

/** The quarter after. Throws RangeError for text that is no quarter. */
export const nextQuarter = (quarter: Quarter): Quarter => {
  const [year, number] = partsOf(quarter);
  return number === 4 ? named(year + 1, 1) : named(year, number + 1);
};

/** The quarter before. Throws RangeError for text that is no quarter. */
export const previousQuarter = (quarter: Quarter): Quarter => {
  const [year, number] = partsOf(quarter);
  return number === 1 ? named(year - 1, 4) : named(year, number - 1);
};

/** The first instant of a quarter. Throws RangeError for text that is no quarter. */
export const quarterStart = (quarter: Quarter): Instant => {
  const [year, number] = partsOf(quarter);
  return `${String(year).padStart(4, '0')}-${String(number * 3 - 2).padStart(2, '0')}-01T00:00:00.000Z`;
};

/** The instant at which a quarter is over: the first of the next. Throws RangeError for text that is no quarter. */
export const quarterEnd = (quarter: Quarter): Instant => quarterStart(nextQuarter(quarter));
