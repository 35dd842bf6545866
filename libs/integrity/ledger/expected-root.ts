import type { TreeHead } from '@ledgerdesk/ledger';
import { damage, type Finding } from '../finding.js';

/** A root that the tree must have at a size, and what it means if it has not. */
export interface ExpectedRoot extends TreeHead {
  /** Reported if the events up to this size have another root. */
  readonly differs: Finding;
  /** Reported if the log has fewer leaves. */
  readonly missing: (leaves: number) => Finding;
}

const events = (count: number): string => `${count} event${count === 1 ? '' : 's'}`;

/** The root of a checkpoint that this log has signed and kept. */
export const signedRoot = (head: TreeHead, place: string): ExpectedRoot => ({
  ...head,
  differs: damage(
    'signed-root-differs',
    place,
    `the first ${events(head.size)} of the log are not those that it signed`,
  ),
  missing: (leaves) =>
    damage(
      'signed-events-missing',
      place,
      `it signed ${events(head.size)}, the log has ${leaves}; the newest are missing`,
    ),
});

/** The root of a checkpoint that somebody saved elsewhere. */
export const savedRoot = (head: TreeHead, place: string): ExpectedRoot => ({
  ...head,
  differs: damage(
    'history-differs',
    place,
    `the first ${events(head.size)} of the log are not those that were signed then: they were changed, removed or ` +
      'added, or this is a fork of the log',
  ),
  missing: (leaves) =>
    damage(
      'history-cut',
      place,
      `${events(head.size)} were signed then, the log has ${leaves}: it was cut, or an older copy was put in its place`,
    ),
});
