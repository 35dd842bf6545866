import { parseCheckpoint, type TreeCheckpoint } from './checkpoint.js';
import { type Cosignature, cosignaturesOf } from './cosignature.js';
import { InvalidSignature, UntrustedNote } from './errors.js';
import { damage, type Finding } from './finding.js';
import { isSameLog, keyForOrigin } from './log-origin.js';
import type { NoteVerifier } from './note-keys.js';
import { openNote, splitNote } from './signed-note.js';

/** What a verifier trusts. */
export interface Trust {
  /** Public keys of the log. */
  readonly keys: readonly NoteVerifier[];
  /** Public keys of witnesses. */
  readonly witnesses?: readonly NoteVerifier[];
}

/** A checkpoint that a trusted key signed. */
export interface TrustedCheckpoint extends TreeCheckpoint {
  /** The trusted keys that signed it. */
  readonly signedBy: readonly NoteVerifier[];
  /** What trusted witnesses say about it. */
  readonly cosignatures: readonly Cosignature[];
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The cosignatures by trusted witnesses; none is not an error, a wrong one is. */
const cosignaturesIn = (note: string | Uint8Array, witnesses: readonly NoteVerifier[]): readonly Cosignature[] => {
  try {
    return cosignaturesOf(note, witnesses);
  } catch (error) {
    if (error instanceof UntrustedNote) return [];
    throw error;
  }
};

/**
 * Reads a signed checkpoint. Returns what is wrong with it, if anything.
 *
 * `place` names the file in findings.
 */
export const readCheckpoint = (
  note: string | Uint8Array,
  { keys, witnesses = [] }: Trust,
  place: string,
): TrustedCheckpoint | Finding => {
  try {
    const checkpoint = parseCheckpoint(splitNote(note).text);
    const { origin } = checkpoint;
    if (!keys.some(({ name }) => isSameLog(name, origin)))
      return damage(
        'other-log',
        place,
        `It is a checkpoint of ${origin}. The key that you trust is one of ${keys.map(({ name }) => name).join(', ')}.`,
      );
    const { verifiedBy: signedBy } = openNote(
      note,
      keys.map((key) => keyForOrigin(key, origin)),
    );
    return { ...checkpoint, signedBy, cosignatures: cosignaturesIn(note, witnesses) };
  } catch (error) {
    if (error instanceof UntrustedNote)
      return damage('not-signed', place, `${error.message} Do not trust it, whoever sent it.`);
    if (error instanceof InvalidSignature)
      return damage('bad-signature', place, `${error.message} The text or the signature was changed.`);
    return damage('malformed', place, messageOf(error));
  }
};

export const isFinding = (value: object): value is Finding => 'outcome' in value;
