import { type Bytes, concat, fromBase64, utf8 } from './bytes.js';
import { HASH_BYTES, sha256, type TreeHead } from './merkle-tree.js';

/** What is wrong with a checkpoint or a key. */
export type CheckpointFault = 'malformed' | 'malformed-key' | 'other-log' | 'not-signed' | 'bad-signature';

/** Thrown for text that is not a key, note or checkpoint, or that no trusted key has signed. */
export class CheckpointRefused extends Error {
  override readonly name = 'CheckpointRefused';

  constructor(readonly fault: CheckpointFault) {
    super(fault);
  }
}

/** A public key that signs notes: `<name>+<key id>+<base64>` (C2SP signed-note). */
export interface VerifierKey {
  readonly name: string;
  readonly publicKey: Bytes;
}

/** A checkpoint that a trusted key signed (C2SP tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
}

interface Signature {
  readonly name: string;
  readonly keyId: number;
  readonly signature: Bytes;
}

const ED25519 = 0x01;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const MAX_NOTE_LENGTH = 1_000_000;

const uint32 = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);

const keyIdOf = async ({ name, publicKey }: VerifierKey): Promise<number> =>
  uint32(await sha256(concat(utf8(`${name}\n`), Uint8Array.of(ED25519), publicKey)));

/** Parses a public key of a log. @throws CheckpointRefused */
export const parseVerifierKey = async (text: string): Promise<VerifierKey> => {
  const [, name = '', id = '', base64 = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
  const bytes = fromBase64(base64);
  if (name === '' || bytes?.length !== 1 + KEY_BYTES || bytes[0] !== ED25519)
    throw new CheckpointRefused('malformed-key');
  const key = { name, publicKey: bytes.slice(1) };
  if ((await keyIdOf(key)) !== parseInt(id, 16)) throw new CheckpointRefused('malformed-key');
  return key;
};

const parseSignature = (line: string): Signature => {
  const [, name = '', base64 = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(base64);
  if (name === '' || !bytes || bytes.length < 5) throw new CheckpointRefused('malformed');
  return { name, keyId: uint32(bytes), signature: bytes.slice(4) };
};

/** Splits a note into its text and signatures. */
const splitNote = (note: string): { readonly text: string; readonly signatures: readonly Signature[] } => {
  const end = note.lastIndexOf('\n\n');
  const lines = note.slice(end + 2).split('\n');
  if (end < 0 || note.length > MAX_NOTE_LENGTH || lines.pop() !== '' || lines.length === 0)
    throw new CheckpointRefused('malformed');
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignature) };
};

const DECIMAL = /^(?:0|[1-9]\d{0,15})$/;

const parseText = (text: string): Checkpoint => {
  const [origin = '', sizeText = '', rootText = '', ...rest] = text.split('\n');
  const [size, root] = [DECIMAL.test(sizeText) ? Number(sizeText) : NaN, fromBase64(rootText)];
  const isWhole = rest.at(-1) === '' && rest.slice(0, -1).every((line) => line !== '');
  if (origin === '' || !Number.isSafeInteger(size) || root?.length !== HASH_BYTES || !isWhole)
    throw new CheckpointRefused('malformed');
  return { origin, size, root };
};

/** Name and tenant of an origin `<name>/<tenant>/<epoch>`: epochs of one log share them. */
const logOf = (origin: string): string => /^(.+)\/(?:0|[1-9]\d*)$/.exec(origin)?.[1] ?? origin;

const isSignedBy = async (text: string, { publicKey }: VerifierKey, signature: Bytes): Promise<boolean> => {
  if (signature.length !== SIGNATURE_BYTES) return false;
  const key = await crypto.subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'Ed25519' }, key, signature, utf8(text));
};

/**
 * Opens a signed checkpoint with the keys that its reader trusts. A key of one epoch is trusted in the others of its
 * log. Signatures by other keys are ignored.
 * @throws CheckpointRefused
 */
export const openCheckpoint = async (note: string, trusted: readonly VerifierKey[]): Promise<Checkpoint> => {
  const { text, signatures } = splitNote(note);
  const checkpoint = parseText(text);
  const { origin } = checkpoint;
  const keys = trusted.filter(({ name }) => logOf(name) === logOf(origin));
  if (keys.length === 0) throw new CheckpointRefused('other-log');
  let isSigned = false;
  for (const key of keys) {
    const keyId = await keyIdOf({ ...key, name: origin });
    for (const one of signatures.filter(({ name, keyId: id }) => name === origin && id === keyId)) {
      if (!(await isSignedBy(text, key, one.signature))) throw new CheckpointRefused('bad-signature');
      isSigned = true;
    }
  }
  if (!isSigned) throw new CheckpointRefused('not-signed');
  return checkpoint;
};

/** Whether this browser can check signatures: pages without TLS, and older browsers, cannot. */
export const canVerify = async (): Promise<boolean> => {
  try {
    // RFC 8032 §7.1, test 1.
    const key = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
    const bytes = Uint8Array.from(key.match(/../g) ?? [], (pair) => parseInt(pair, 16));
    await crypto.subtle.importKey('raw', bytes, { name: 'Ed25519' }, false, ['verify']);
    return true;
  } catch {
    return false;
  }
};
