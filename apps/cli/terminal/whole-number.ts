import { InvalidArgumentError } from 'commander';

/**
 * Returns a parser of whole numbers from `min` to `max`, which has at most nine digits.
 * @throws InvalidArgumentError for any other text
 */
export const wholeNumber =
  (min: number, max: number) =>
  (text: string): number => {
    const number = /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : NaN;
    if (!(number >= min && number <= max)) throw new InvalidArgumentError(`Use a whole number from ${min} to ${max}.`);
    return number;
  };
