import { SUBJECT_KINDS } from '@ledgerdesk/events';
import { isRecord } from '@ledgerdesk/kernel';
import { LOST_KIND } from './key-tables.js';
import type { ErasedRef, Tombstone } from './port.js';

/** A list of erasures that cannot be read. */
export class InvalidErasureList extends Error {
  readonly code = 'invalid-erasures';
}

/** Identifies a subject, or a lost key, in lists and messages. */
export const subjectLabel = ({ kind, id }: ErasedRef): string => `${kind} ${id}`;

/**
 * The list of erasures: one line of JSON for each erased subject, and for each lost key that sealed something of one,
 * with the time. It is kept outside of the log and of
 * the keys, so that an older backup of either can be erased from again.
 */
export const formatErasureList = (tombstones: readonly Tombstone[]): string =>
  tombstones.map(({ subject: { kind, id }, erasedAt }) => `${JSON.stringify({ kind, id, erasedAt })}\n`).join('');

const KINDS: readonly ErasedRef['kind'][] = [...SUBJECT_KINDS, LOST_KIND];
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const entryOf = (line: string, number: number): Tombstone => {
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    // Reported below.
  }
  const { kind, id, erasedAt } = isRecord(entry) ? entry : {};
  const known = KINDS.find((one) => one === kind);
  if (known === undefined || typeof id !== 'string' || typeof erasedAt !== 'string' || !INSTANT.test(erasedAt))
    throw new InvalidErasureList(`Line ${number} of the list of erasures is none: it is no erasure of a subject.`);
  return { subject: { kind: known, id }, keyId: null, erasedAt };
};

/**
 * Parses a list of erasures.
 * @throws InvalidErasureList
 */
export const parseErasureList = (text: string): readonly Tombstone[] =>
  text
    .split('\n')
    .map((line, n) => ({ line: line.trim(), number: n + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => entryOf(line, number));

/** The erasures of several lists, each subject once, with its first time. */
export const mergedErasures = (...lists: readonly (readonly Tombstone[])[]): readonly Tombstone[] => {
  const merged = new Map<string, Tombstone>();
  for (const tombstone of lists.flat()) {
    const label = subjectLabel(tombstone.subject);
    const known = merged.get(label);
    if (!known || tombstone.erasedAt < known.erasedAt) merged.set(label, tombstone);
  }
  return [...merged.values()].toSorted((a, b) => (a.erasedAt < b.erasedAt ? -1 : a.erasedAt > b.erasedAt ? 1 : 0));
};
