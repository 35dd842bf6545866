import { InvalidArgumentError } from 'commander';

/** Parses a whole number from 1 to `max`. @throws InvalidArgumentError for any other text */
export const wholeNumberUpTo =
  (max: number) =>
  (text: string): number => {
    const number = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : NaN;
    if (!(number <= max)) throw new InvalidArgumentError(`Use a whole number from 1 to ${max}.`);
    return number;
  };
