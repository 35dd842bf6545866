import { nextKeys, parseCheckpoint } from './checkpoint.js';
import { isSameLog, keyForOrigin } from './log-origin.js';
import { type NoteVerifier, parseVerifierKey } from './note-keys.js';
import { openNote, splitNote } from './signed-note.js';

/** A key that a trusted key has handed over to. */
export interface KeyHandover {
  /** The trusted key that signed it. */
  readonly from: NoteVerifier;
  /** The key that signs from then on. */
  readonly to: NoteVerifier;
  /** Size of the checkpoint that both signed. */
  readonly size: number;
}

const isKnown = (keys: readonly NoteVerifier[], { name, keyId }: NoteVerifier): boolean =>
  keys.some((key) => keyForOrigin(key, name).keyId === keyId);

/**
 * What a note hands over, if a trusted key signed it and names the new key in it. Anyone can add their signature to a
 * note, so that two signatures alone say nothing: the text must name the key, and the key must have signed it too.
 */
const handoversIn = (note: string, trusted: readonly NoteVerifier[]): readonly KeyHandover[] => {
  try {
    const checkpoint = parseCheckpoint(splitNote(note).text);
    const { origin, size } = checkpoint;
    const keys = trusted.filter(({ name }) => isSameLog(name, origin)).map((key) => keyForOrigin(key, origin));
    const [from] = openNote(note, keys).verifiedBy;
    return nextKeys(checkpoint).flatMap((vkey) => {
      const to = keyForOrigin(parseVerifierKey(vkey), origin);
      const isHeld = to.name === origin && openNote(note, [to]).verifiedBy.length > 0;
      return from && isHeld ? [{ from, to, size }] : [];
    });
  } catch {
    return [];
  }
};

/**
 * The keys that trusted keys have handed over to, in notes in any order: each is a checkpoint that names the next key
 * and is signed by it and by the key before. Other notes are ignored.
 *
 * @example
 * const handovers = followHandovers([oldKey], notes);
 * const keys = [oldKey, ...handovers.map(({ to }) => to)];
 */
export const followHandovers = (trusted: readonly NoteVerifier[], notes: readonly string[]): readonly KeyHandover[] => {
  const [found, keys]: [KeyHandover[], NoteVerifier[]] = [[], [...trusted]];
  for (let before = -1; before < found.length;) {
    before = found.length;
    for (const handover of notes.flatMap((note) => handoversIn(note, keys)))
      if (!isKnown(keys, handover.to)) {
        found.push(handover);
        keys.push(handover.to);
      }
  }
  return found;
};
