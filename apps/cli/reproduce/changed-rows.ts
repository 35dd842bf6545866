import { canonicalJson } from '@ledgerdesk/event-store';
import { isRecord } from '@ledgerdesk/kernel';
import type { Difference } from '@ledgerdesk/manifest';

/** Rows that are named one by one at most. */
const MAX_NAMED = 20;

const nameOf = (row: object, index: number): string =>
  isRecord(row) && typeof row['key'] === 'string' ? `row ${row['key']}` : `row ${index + 1}`;

const textAt = (rows: readonly object[], index: number): string | undefined => {
  const row = rows[index];
  return row && canonicalJson(row);
};

/** The rows that differ between an answer and the one computed here, by their key or their number from 1. */
export const changedRows = (ours: readonly object[], theirs: readonly object[]): readonly Difference[] => {
  const indexes = [...Array(Math.max(ours.length, theirs.length)).keys()];
  const changed = indexes.filter((index) => textAt(ours, index) !== textAt(theirs, index));
  const named = changed.slice(0, MAX_NAMED).map((index): Difference => {
    const name = nameOf(theirs[index] ?? ours[index] ?? {}, index);
    const [here, there] = [textAt(ours, index) ?? 'absent', textAt(theirs, index) ?? 'absent'];
    return { kind: 'rows', name, message: `${name} is ${there} in the answer, here it is ${here}.` };
  });
  const others = changed.length - named.length;
  return others === 0
    ? named
    : [...named, { kind: 'rows', name: 'other rows', message: `${others} other rows differ as well.` }];
};
