import { fromBase64, parseDecimal, toBase64 } from './bytes.js';
import { MalformedNote } from './errors.js';
import { HASH_BYTES } from './sha256.js';
import { type NoteSignature, parseSignatureLine } from './signed-note.js';
import type { Hash } from './tree-hash.js';

/** What a log sends to a witness (C2SP tlog-witness, add-checkpoint). */
export interface AddCheckpoint {
  /** Size of the last checkpoint that the witness cosigned; 0 if there is none. */
  readonly oldSize: number;
  /** Proof from that size; empty if it is 0 or the same. */
  readonly proof: readonly Hash[];
  /** The signed checkpoint. */
  readonly checkpoint: string;
}

const MAX_PROOF_LINES = 63;

/** The body of `POST <witness>/add-checkpoint`. */
export const formatAddCheckpoint = ({ oldSize, proof, checkpoint }: AddCheckpoint): string =>
  `${[`old ${oldSize}`, ...proof.map(toBase64)].join('\n')}\n\n${checkpoint}`;

/** Parses that body, as a witness does. @throws MalformedNote */
export const parseAddCheckpoint = (body: string): AddCheckpoint => {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(0, end)).split('\n');
  const oldSize = first.startsWith('old ') ? parseDecimal(first.slice(4)) : undefined;
  const proof = lines.flatMap((line) => fromBase64(line) ?? []);
  if (oldSize === undefined || lines.length > MAX_PROOF_LINES || proof.length !== lines.length)
    throw new MalformedNote('This is no add-checkpoint request.');
  if (proof.some(({ length }) => length !== HASH_BYTES) || (oldSize === 0 && proof.length > 0))
    throw new MalformedNote('The proof of this add-checkpoint request is no consistency proof.');
  return { oldSize, proof, checkpoint: body.slice(end + 2) };
};

/** The signatures in a witness's answer. @throws MalformedNote */
export const parseCosignatures = (body: string): readonly NoteSignature[] => {
  const lines = body.split('\n');
  if (lines.pop() !== '' || lines.length === 0 || lines.length > MAX_PROOF_LINES)
    throw new MalformedNote('The answer of the witness holds no signatures.');
  return lines.map(parseSignatureLine);
};

/** The size in a witness's answer 409 (`text/x.tlog.size`): that of the last checkpoint it cosigned. */
export const parseWitnessSize = (body: string): number | undefined =>
  body.endsWith('\n') ? parseDecimal(body.slice(0, -1)) : undefined;
