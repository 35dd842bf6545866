import type { NoteSignature } from './signed-note.js';
import { openNote } from './signed-note.js';
import { COSIGNATURE_V1, cosignatureTime, keyIdOf, cosignedMessage, type NoteVerifier } from './note-keys.js';
import { concat, utf8 } from './bytes.js';
import { ed25519FromSeed } from './ed25519.js';

/** A witness's statement that a checkpoint was the largest consistent one that it had seen at `time`. */
export interface Cosignature {
  readonly witness: NoteVerifier;
  /** Seconds since 1970. */
  readonly time: number;
}

/**
 * The cosignatures of a checkpoint by trusted witnesses. Signatures by others are ignored.
 * @throws InvalidSignature if a signature by a trusted witness is wrong
 * @throws UntrustedNote if no trusted witness signed it
 */
export const cosignaturesOf = (
  note: Uint8Array | string,
  witnesses: readonly NoteVerifier[],
): readonly Cosignature[] => {
  const trusted = witnesses.filter(({ algorithm }) => algorithm === COSIGNATURE_V1);
  const { verifiedBy, verified } = openNote(note, trusted);
  return verifiedBy.map((witness, at) => ({ witness, time: cosignatureTime(verified[at]?.signature ?? NONE) ?? 0 }));
};
const NONE = new Uint8Array(0);

/** Cosigns the text of a checkpoint as a witness does. For witnesses and tests. */
export const cosign = (text: string, name: string, seed: Uint8Array, time: number): NoteSignature => {
  const key = ed25519FromSeed(seed);
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  return {
    name,
    keyId: keyIdOf(name, COSIGNATURE_V1, key.publicKey),
    signature: concat(stamp, key.sign(utf8(cosignedMessage(text, time)))),
  };
};
