import { fromBase64, parseDecimal, toBase64 } from './bytes.js';
import { MalformedNote } from './errors.js';
import { HASH_BYTES } from './sha256.js';
import type { TreeHead } from './verify-proofs.js';

/** What a log signs: its origin, the size and root of its tree, and lines of its own (C2SP tlog-checkpoint). */
export interface TreeCheckpoint extends TreeHead {
  /** Identifies the log, and the name of its key. */
  readonly origin: string;
  /** Opaque lines without newlines. */
  readonly extensions: readonly string[];
}

/** A line of its own in checkpoints: since when, and from which size on, the tree vouches for the events. */
export interface VouchedSince {
  readonly at: string;
  readonly size: number;
}

const isLine = (line: string): boolean => line !== '' && !line.includes('\n');

/** The text of a checkpoint, to be signed. @throws RangeError if a line is empty or has a newline */
export const formatCheckpoint = ({ origin, size, root, extensions }: TreeCheckpoint): string => {
  if (![origin, ...extensions].every(isLine)) throw new RangeError('A line of a checkpoint is empty or has a newline.');
  if (!Number.isSafeInteger(size) || size < 0 || root.length !== HASH_BYTES)
    throw new RangeError('The size or the root of the checkpoint is no size or no hash of a tree.');
  return `${[origin, size, toBase64(root), ...extensions].join('\n')}\n`;
};

/** Parses the text of a note as a checkpoint. @throws MalformedNote if it is none */
export const parseCheckpoint = (text: string): TreeCheckpoint => {
  const lines = text.split('\n');
  const last = lines.pop();
  const [origin = '', sizeText = '', rootText = '', ...extensions] = lines;
  const size = parseDecimal(sizeText);
  const root = fromBase64(rootText);
  if (last !== '' || !lines.every(isLine) || lines.length < 3 || size === undefined || root?.length !== HASH_BYTES)
    throw new MalformedNote('This note is no checkpoint: it needs an origin, a size and a root hash.');
  return { origin, size, root, extensions };
};

const SINCE = /^since (\S+) (\S+)$/;

/** The extension line that says since when the tree vouches, e.g. `since 2026-11-30T08:00:00.000Z 1200`. */
export const vouchedSinceLine = ({ at, size }: VouchedSince): string => `since ${at} ${size}`;

/** Reads that line; undefined if the checkpoint has none. */
export const vouchedSince = ({ extensions }: Pick<TreeCheckpoint, 'extensions'>): VouchedSince | undefined => {
  for (const line of extensions) {
    const [, at, sizeText = ''] = SINCE.exec(line) ?? [];
    const size = parseDecimal(sizeText);
    if (at !== undefined && size !== undefined) return { at, size };
  }
  return undefined;
};

const NEXT_KEY = 'next-key ';

/** The extension line with which a key hands over to another one, e.g. `next-key ledgerdesk/main/0+c7564527+AQ6b…`. */
export const nextKeyLine = (vkey: string): string => NEXT_KEY + vkey;

/** The public keys that a checkpoint names as those that sign after it. */
export const nextKeys = ({ extensions }: Pick<TreeCheckpoint, 'extensions'>): readonly string[] =>
  extensions.filter((line) => line.startsWith(NEXT_KEY)).map((line) => line.slice(NEXT_KEY.length));
