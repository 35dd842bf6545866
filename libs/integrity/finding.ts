import type { FINDING_MEANINGS } from './finding-meanings.js';

/** What kind of fact is wrong, or cannot be known. Stable: scripts and monitoring refer to it. */
export type FindingCode = keyof typeof FINDING_MEANINGS;

/**
 * What a finding says about the stores:
 * - `damage`: something is not as this engine writes it
 * - `unknown`: a question that these stores alone cannot answer
 * - `note`: worth knowing, no damage
 */
export type FindingState = 'damage' | 'unknown' | 'note';

/** One result of a check that is not "as it should be". */
export interface Finding {
  readonly code: FindingCode;
  readonly state: FindingState;
  /** Where it was found: a position, a stream, a row, a file. */
  readonly place: string;
  /** What is wrong there, as a sentence without its full stop. Contains no personal data. */
  readonly detail: string;
}

/** A finding that is damage. */
export const damage = (code: FindingCode, place: string, detail: string): Finding => ({
  code,
  state: 'damage',
  place,
  detail,
});

/** A question that cannot be answered from these stores. */
export const unknown = (code: FindingCode, place: string, detail: string): Finding => ({
  code,
  state: 'unknown',
  place,
  detail,
});

/** A finding that needs no action. */
export const note = (code: FindingCode, place: string, detail: string): Finding => ({
  code,
  state: 'note',
  place,
  detail,
});
