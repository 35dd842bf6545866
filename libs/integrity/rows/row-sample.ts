/** A share of the rows of every read model: those whose key hashes to `residue` modulo `of`. */
export interface RowSample {
  readonly residue: number;
  /** Number of samples that together have every row; 1: all rows. */
  readonly of: number;
}

/** All rows. */
export const WHOLE: RowSample = { residue: 0, of: 1 };

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a of the code units of a text, 32 bits. */
const hashOf = (text: string): number => {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash >>> 0;
};

/** Returns true if the row with this key belongs to a sample. */
export const isInSample = ({ residue, of }: RowSample, key: string): boolean =>
  of === 1 || hashOf(key) % of === residue;
