import { concat, fromBase64, textOf, toBase64, utf8 } from './bytes.js';
import { InvalidSignature, MalformedNote, UntrustedNote } from './errors.js';
import { isKeyName, keyLabel, type NoteSigner, type NoteVerifier } from './note-keys.js';

/** A signature of a note: who signed, and the bytes without the key id. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  readonly signature: Uint8Array;
}

/** A note as it was split, before its signatures are verified. */
export interface SignedNote {
  /** The signed text, which ends with a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A note that at least one trusted key signed. */
export interface OpenedNote {
  readonly text: string;
  /** The trusted keys that signed. */
  readonly verifiedBy: readonly NoteVerifier[];
  /** The signatures of those keys. */
  readonly verified: readonly NoteSignature[];
  /** Signatures by other keys. They prove nothing. */
  readonly others: readonly NoteSignature[];
}

const MAX_NOTE_BYTES = 1_000_000;
const MAX_SIGNATURES = 100;

const malformed = (reason: string): MalformedNote => new MalformedNote(`This is no signed note: ${reason}.`);

/** Formats a signature as a line: em dash, name, base64 of key id and signature. */
export const signatureLine = ({ name, keyId, signature }: NoteSignature): string => {
  const id = new Uint8Array(4);
  new DataView(id.buffer).setUint32(0, keyId);
  return `— ${name} ${toBase64(concat(id, signature))}\n`;
};

/** @throws MalformedNote if the line, without its newline, is no signature */
export const parseSignatureLine = (line: string): NoteSignature => {
  const [, name = '', base64 = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(base64);
  if (!isKeyName(name) || !bytes || bytes.length < 5) throw malformed('a line after the blank line is no signature');
  const keyId = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return { name, keyId, signature: bytes.subarray(4) };
};

const CONTROL_CHARACTERS = /[\u0000-\u0009\u000b-\u001f]/;

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Splits a note into its text and signatures. @throws MalformedNote */
export const splitNote = (note: Uint8Array | string): SignedNote => {
  const size = typeof note === 'string' ? utf8(note).length : note.length;
  if (size > MAX_NOTE_BYTES) throw malformed(`it is larger than ${MAX_NOTE_BYTES} bytes`);
  const whole = typeof note === 'string' ? note : textOf(note);
  if (whole === undefined || LONE_SURROGATE.test(whole)) throw malformed('it is not UTF-8');
  if (CONTROL_CHARACTERS.test(whole)) throw malformed('it contains control characters');
  const end = whole.lastIndexOf('\n\n');
  if (end < 0) throw malformed('no blank line separates the text from the signatures');
  const lines = whole.slice(end + 2).split('\n');
  if (lines.pop() !== '' || lines.length === 0)
    throw malformed('the last line has no newline, or there is no signature');
  if (lines.length > MAX_SIGNATURES) throw malformed(`it has more than ${MAX_SIGNATURES} signatures`);
  return { text: whole.slice(0, end + 1), signatures: lines.map(parseSignatureLine) };
};

/** Signs a text, which must end with a newline and contain no other control characters. */
export const signNote = (text: string, ...signers: readonly NoteSigner[]): string => {
  if (!text.endsWith('\n') || CONTROL_CHARACTERS.test(text) || LONE_SURROGATE.test(text))
    throw malformed('its text does not end with a newline, or contains control characters');
  const lines = signers.map(({ name, keyId, sign }) => signatureLine({ name, keyId, signature: sign(text) }));
  return `${text}\n${lines.join('')}`;
};

/** Adds signatures, such as those of witnesses, to a note. Signatures that it has already are not repeated. */
export const addSignatures = (note: string, signatures: readonly NoteSignature[]): string => {
  const present = new Set(splitNote(note).signatures.map(signatureLine));
  return note + [...new Set(signatures.map(signatureLine))].filter((line) => !present.has(line)).join('');
};

/**
 * Verifies a note with the keys that its reader trusts. Signatures by other keys are ignored.
 * @throws MalformedNote if it is no note
 * @throws InvalidSignature if a signature by a trusted key is wrong
 * @throws UntrustedNote if no trusted key signed it
 */
export const openNote = (note: Uint8Array | string, trusted: readonly NoteVerifier[]): OpenedNote => {
  const { text, signatures } = splitNote(note);
  const verifiedBy: NoteVerifier[] = [];
  const verified: NoteSignature[] = [];
  const others: NoteSignature[] = [];
  for (const one of signatures) {
    const key = trusted.find(({ name, keyId }) => name === one.name && keyId === one.keyId);
    if (!key) others.push(one);
    else if (!verifiedBy.includes(key)) {
      if (!key.verify(text, one.signature))
        throw new InvalidSignature(`The signature by ${keyLabel(key)} does not match the text of the note.`);
      verifiedBy.push(key);
      verified.push(one);
    }
  }
  if (verified.length === 0) {
    const signed = signatures.map(keyLabel).join(', ');
    throw new UntrustedNote(`No trusted key signed this note. It has signatures by ${signed}.`);
  }
  return { text, verifiedBy, verified, others };
};
