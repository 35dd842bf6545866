import type { Position } from '@ledgerdesk/kernel';

/** Digits of the largest log position (2^64 − 1). */
const DIGITS = 20;

/** Pads a log position with zeros, so that positions sort in log order as text. */
export const sortablePosition = (position: Position): string => position.padStart(DIGITS, '0');
