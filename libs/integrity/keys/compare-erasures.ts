import type { Instant } from '@ledgerdesk/kernel';
import { isSubject, subjectLabel, type Tombstone } from '@ledgerdesk/sealing';
import { damage, type Finding, note, unknown } from '../finding.js';

/** A list of erasures that is kept beside backups of keys. */
export interface ErasureList {
  /** Where it is, for findings. */
  readonly place: string;
  readonly erasures: readonly Tombstone[];
  /** True if the engine has not reached the folder, and will add what is missing when it does. */
  readonly isBehind: boolean;
}

/** A time of which the log has lost the events. */
export interface LostTime {
  readonly from: Instant;
  readonly to: Instant;
}

/** What the log says about erasures, by the labels of those whose keys are destroyed. */
export interface RecordedErasures {
  readonly requested: ReadonlySet<string>;
  readonly completed: ReadonlySet<string>;
  readonly lost: readonly LostTime[];
  /** `recordedAt` of the last event of the log; undefined if it is empty. */
  readonly lastRecordedAt: Instant | undefined;
}

/** The records of erasures that must agree. */
export interface ErasureRecords {
  /**
   * Tombstones of the key store that were read before the log, and after it: an engine may go on erasing. Undefined:
   * the key store is not at hand.
   */
  readonly before: readonly Tombstone[] | undefined;
  readonly after: readonly Tombstone[] | undefined;
  readonly log: RecordedErasures;
  readonly lists: readonly ErasureList[];
}

const placeOf = (label: string): string => `key of ${label}`;

const labelsOf = (tombstones: readonly Tombstone[]): ReadonlySet<string> =>
  new Set(tombstones.map(({ subject }) => subjectLabel(subject)));

/**
 * Finds destroyed keys without a request to erase: the person's text reads as erased. Lost keys are checked with the
 * boxes, not here.
 */
const unrecorded = ({ before = [], log: { requested, lost }, lists }: ErasureRecords): readonly Finding[] => {
  const listed = new Set(lists.flatMap(({ erasures }) => [...labelsOf(erasures)]));
  return before.flatMap(({ subject, erasedAt }) => {
    if (!isSubject(subject)) return [];
    const label = subjectLabel(subject);
    if (requested.has(label)) return [];
    const isLost = lost.some(({ from, to }) => from <= erasedAt && erasedAt <= to);
    const finding = isLost || listed.has(label) ? unknown : damage;
    const why =
      finding === damage
        ? 'nobody requested the erasure: a tombstone was put in the place of the key'
        : 'the log has lost the erasure, or never had it: run "ledgerdesk erase" for this person again';
    return [finding('tombstone-unrecorded', placeOf(label), `it is destroyed, but ${why}`)];
  });
};

const WITHOUT_KEY_STORE = unknown(
  'tombstone-missing',
  'key store',
  'it is not at hand, so whether the keys of erased people are destroyed cannot be known',
);

/** Finds erasures that the key store has no tombstone for: the key was restored, or can be made again. */
const forgotten = ({ after, log: { completed }, lists }: ErasureRecords): readonly Finding[] => {
  if (!after) return completed.size > 0 || lists.some(({ erasures }) => erasures.length > 0) ? [WITHOUT_KEY_STORE] : [];
  const tombstones = labelsOf(after);
  const inLog = [...completed]
    .filter((label) => !tombstones.has(label))
    .map((label) =>
      damage('tombstone-missing', placeOf(label), 'the log says that the person is erased, the key store does not'),
    );
  const inLists = lists.flatMap(({ place, erasures }) =>
    [...labelsOf(erasures)]
      .filter((label) => !tombstones.has(label) && !completed.has(label))
      .map((label) => damage('erasure-undone', placeOf(label), `${place} says that the person is erased`)),
  );
  return [...inLog, ...inLists];
};

/** Finds erasures that a list lacks: a restore by that list would bring the person back. */
const unlisted = ({ before = [], log: { lastRecordedAt = '' }, lists }: ErasureRecords, graceFrom: Instant) =>
  lists.flatMap(({ place, erasures, isBehind }): readonly Finding[] => {
    const listed = labelsOf(erasures);
    return before
      .filter(({ subject }) => !listed.has(subjectLabel(subject)))
      .map(({ subject, erasedAt }) => {
        const isPending = isBehind || erasedAt > graceFrom || erasedAt > lastRecordedAt;
        const detail = `it does not list the erasure of ${subjectLabel(subject)}`;
        return (isPending ? note : damage)('erasure-unlisted', place, detail);
      });
  });

/**
 * Compares the tombstones of the key store with the erasures of the log and with the lists of erasures, in each
 * direction. Erasures after `graceFrom` may not be on the lists yet.
 */
export const compareErasures = (records: ErasureRecords, graceFrom: Instant): readonly Finding[] => [
  ...unrecorded(records),
  ...forgotten(records),
  ...unlisted(records, graceFrom),
];
