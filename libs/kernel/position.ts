/**
 * The location of an event in the log: a decimal string without leading zeros, greater for later events. Positions may
 * have gaps. `0` is the location before the first event.
 */
export type Position = string;

/** Text of a position: digits without leading zeros, 19 at most. */
export const POSITION_PATTERN = /^(0|[1-9]\d{0,18})$/;

/** Returns true for text that can be a position. It may still lie beyond the head of the log. */
export const isPosition = (text: string): boolean => POSITION_PATTERN.test(text);

/**
 * Compares two positions for sorting: negative, zero or positive as `a` is before, equal to or after `b`.
 *
 * @example
 * comparePositions('9', '10'); // negative, unlike a comparison of the strings
 */
export const comparePositions = (a: Position, b: Position): number =>
  a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/**
 * Returns the position to read after, so that a read includes an event at `position`. There need not be an event at
 * the result. `0` for `0`.
 *
 * @example
 * positionBefore('10'); // '9'
 */
export const positionBefore = (position: Position): Position =>
  position === '0' ? position : String(BigInt(position) - 1n);
