import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';
import { isSameLog, type NoteVerifier, parseVerifierKey } from '@ledgerdesk/ledger';
import { CheckpointFileUnusable, type KnownCheckpoint, openKnownCheckpoint } from '@ledgerdesk/tree-signing';
import type { TreeStore } from '@ledgerdesk/tree-store';
import { readFileSync } from 'node:fs';

/** The file that keeps the newest checkpoint of a log, and what its signature is verified with. */
export interface CheckpointFile {
  readonly file: string;
  /** Origin of the log in its current epoch. */
  readonly origin: string;
  /** Public keys that sign the log now. */
  readonly vkeys: readonly string[];
  /** The trees of the log, which have its earlier keys; undefined if there are none. */
  readonly trees: Pick<TreeStore, 'origins' | 'tree'> | undefined;
}

/** A key as it is stored; undefined if it was damaged, which `doctor --deep` names. */
const keyIn = (vkey: string): NoteVerifier | undefined => {
  try {
    return parseVerifierKey(vkey);
  } catch {
    return undefined;
  }
};

/** The public keys of a log in all its epochs. */
const keysOf = async ({ origin, vkeys, trees }: CheckpointFile): Promise<readonly NoteVerifier[]> => {
  const epochs = ((await trees?.origins()) ?? []).filter((other) => isSameLog(other, origin));
  const recorded = await Promise.all(epochs.map(async (epoch) => (await trees?.tree(epoch).keys()) ?? []));
  return [...vkeys.map(parseVerifierKey), ...recorded.flat().flatMap(({ vkey }) => keyIn(vkey) ?? [])];
};

const readNote = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined;
    throw new CheckpointFileUnusable(file, `it cannot be read (${messageOf(error)})`, error);
  }
};

/**
 * The checkpoint in the file that keeps the newest one, of any epoch of the log; undefined if there is no file.
 * @throws CheckpointFileUnusable if it is damaged, of another log, or not signed by a key of the log
 */
export const readKnownCheckpoint = async (known: CheckpointFile): Promise<KnownCheckpoint | undefined> => {
  const { file, origin } = known;
  const note = readNote(file);
  return note === undefined ? undefined : openKnownCheckpoint(note, { file, origin, keys: await keysOf(known) });
};
