import {
  type Certificate,
  InvalidTimeStamp,
  type NoteVerifier,
  openNote,
  parseCheckpoint,
  readTimeStamp,
  stampedText,
} from '@ledgerdesk/ledger';
import { messageOf } from '@ledgerdesk/kernel';
import type { StampedCheckpoint, StoredTree } from '@ledgerdesk/tree-store';
import { damage, type Finding, unknown } from '../finding.js';

const sentence = (error: unknown): string => messageOf(error).replace(/\.$/, '');

/** What is wrong with the note that was stamped; undefined if the log signed it, of this size. */
const noteFlaw = ({ note, size }: StampedCheckpoint, origin: string, keys: readonly NoteVerifier[]) => {
  try {
    const head = parseCheckpoint(openNote(note, keys).text);
    return head.origin === origin && head.size === size ? undefined : 'it is one of another checkpoint';
  } catch (error) {
    return `its checkpoint is not signed by the log: ${sentence(error)}`;
  }
};

const flawOf = (
  stamped: StampedCheckpoint,
  tree: StoredTree,
  { keys, trusted }: StampTrust,
  place: string,
): Finding | undefined => {
  const flaw = noteFlaw(stamped, tree.origin, keys);
  if (flaw !== undefined) return damage('time-stamp', place, flaw);
  try {
    const { time } = readTimeStamp(stamped.response, { text: stampedText(stamped.note), trusted });
    if (new Date(time).toISOString() === stamped.time) return undefined;
    return damage('time-stamp', place, `it is stored with the time ${stamped.time}, which it does not state`);
  } catch (error) {
    if (!(error instanceof InvalidTimeStamp)) throw error;
    // Another authority may have been set since.
    const finding = error.code === 'time-stamp-untrusted' ? unknown : damage;
    return finding('time-stamp', place, sentence(error));
  }
};

/** What stored time stamps are verified with. */
interface StampTrust {
  /** The keys of the log, under its origin. */
  readonly keys: readonly NoteVerifier[];
  /** Certificates of the authority. None: only form and signature are verified. */
  readonly trusted: readonly Certificate[];
}

/** Verifies the time stamps of a tree: what each covers, who signed it, and that the log signed what was stamped. */
export const checkTimeStamps = async (tree: StoredTree, trust: StampTrust): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  let stamped = await tree.timeStampUpTo(Number.MAX_SAFE_INTEGER);
  while (stamped) {
    const found = flawOf(stamped, tree, trust, `time stamp of ${tree.origin} at ${stamped.size} events`);
    if (found) findings.push(found);
    stamped = stamped.size === 0 ? undefined : await tree.timeStampUpTo(stamped.size - 1);
  }
  return findings;
};
