import {
  type Finding,
  isFinding,
  isSameLog,
  keyLabel,
  type NoteVerifier,
  parseCheckpoint,
  readCheckpoint,
  splitNote,
  vouchedSince,
} from '@ledgerdesk/ledger';
import { START } from '@ledgerdesk/event-store';
import type { SignedCheckpoint } from '@ledgerdesk/tree-store';

/** A checkpoint that is known from outside of the store of its tree. */
export interface KnownCheckpoint extends SignedCheckpoint {
  readonly origin: string;
}

/** The file that keeps the newest checkpoint of a log cannot be used. Nothing is concluded from what it says. */
export class CheckpointFileUnusable extends Error {
  readonly code = 'checkpoint-file';
  constructor(
    file: string,
    /** What is wrong, as the rest of a sentence. */
    readonly reason: string,
    cause?: unknown,
  ) {
    super(
      `The checkpoint in ${file} cannot be used: ${reason}. The file says what was signed last, so that a log or a ` +
        'database of an older copy is noticed. Restore it from a backup, or from another place where the newest ' +
        'checkpoint is. If you know that the log is complete, move the file away: it is written again.',
      { cause },
    );
  }
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');

const reasonOf = (note: string, { kind, meaning }: Finding, origin: string): string => {
  if (note.trim() === '') return 'it is empty';
  if (kind === 'malformed') return `it is damaged. ${withoutStop(meaning)}`;
  const { text, signatures } = splitNote(note);
  const { origin: found } = parseCheckpoint(text);
  if (!isSameLog(found, origin))
    return (
      `it is one of ${found}, and this engine signs ${origin}. LEDGER_NAME or TENANT was changed, or the file is ` +
      'from another data folder'
    );
  return kind === 'bad-signature'
    ? 'its signature does not match: it was changed'
    : `no key of this log signed it, but ${signatures.map(keyLabel).join(', ')}. Keys of the log are LEDGER_KEY, ` +
        'LEDGER_PREVIOUS_KEY, and those that the database of its tree has';
};

/** What a checkpoint in a file is expected to be. */
export interface ExpectedCheckpoint {
  readonly file: string;
  /** The log, in any epoch. */
  readonly origin: string;
  /** Keys that may have signed it. */
  readonly keys: readonly NoteVerifier[];
}

/**
 * Opens the signed note in the file that keeps the newest checkpoint of a log.
 * @throws CheckpointFileUnusable if it is damaged, of another log, or not signed by a key of the log
 */
export const openKnownCheckpoint = (note: string, { file, origin, keys }: ExpectedCheckpoint): KnownCheckpoint => {
  const found = readCheckpoint(note, { keys }, file);
  if (isFinding(found)) throw new CheckpointFileUnusable(file, reasonOf(note, found, origin));
  const { size, root } = found;
  return { origin: found.origin, size, root, note, position: START, signedAt: vouchedSince(found)?.at ?? '' };
};
