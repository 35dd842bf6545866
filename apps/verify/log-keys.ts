import {
  damage,
  type Finding,
  isAnnounced,
  type KeyAnnouncement,
  type KeyHandover,
  keyLabel,
  type NoteVerifier,
} from '@ledgerdesk/ledger';
import type { Checkpoints } from './inputs.js';

/** Checkpoints, and how the keys that signed them follow from one another. */
interface SignedBy extends Checkpoints {
  readonly handovers?: readonly KeyHandover[];
}

const isSameKey = (a: NoteVerifier, b: NoteVerifier): boolean => Buffer.compare(a.publicKey, b.publicKey) === 0;

/** Keys that have signed this epoch of the log after another key did, each once. */
const laterKeys = ({ checkpoint, saved, handovers = [] }: SignedBy): readonly NoteVerifier[] => {
  const handedOver = handovers
    .filter(({ to, size }) => to.name === checkpoint.origin && size <= checkpoint.size)
    .map(({ to }) => to);
  const earlier = saved && saved.size < checkpoint.size ? saved.signedBy : checkpoint.signedBy;
  const changed = checkpoint.signedBy.filter((key) => !earlier.some((other) => isSameKey(other, key)));
  const all = [...handedOver, ...changed];
  return all.filter((key, at) => all.findIndex((other) => isSameKey(other, key)) === at);
};

/** Keys that sign although no event of the log announces them. `announced`: by leaves of the file. */
export const keyFindings = (signed: SignedBy, announced: readonly KeyAnnouncement[]): readonly Finding[] => {
  const before = announced.filter(({ index }) => index < signed.checkpoint.size);
  return laterKeys(signed)
    .filter((key) => !isAnnounced(key, before))
    .map((key) =>
      damage(
        'key-unannounced',
        keyLabel(key),
        'This key signs the log after another one, but the log has no event LedgerKeyChanged that names it. The ' +
          'engine records that event before it signs with a new key: ask the operator who uses this one.',
      ),
    );
};

/** What the log says about its keys. */
export const announcements = (
  { checkpoint }: Pick<SignedBy, 'checkpoint'>,
  announced: readonly KeyAnnouncement[],
): readonly string[] =>
  announced
    .filter(({ index }) => index < checkpoint.size)
    .map(({ index, vkey }) => `Leaf ${index} announces that ${vkey} signs the log from then on.`);
