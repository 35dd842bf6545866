import {
  type Certificate,
  followHandovers,
  keyForOrigin,
  type NoteVerifier,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  type TreeCheckpoint,
} from '@ledgerdesk/ledger';
import { messageOf } from '@ledgerdesk/kernel';
import type { SignedCheckpoint, StoredTree } from '@ledgerdesk/tree-store';
import { damage, type Finding } from '../finding.js';
import { type ExpectedRoot, signedRoot } from './expected-root.js';
import { checkHandovers } from './stored-handovers.js';
import { checkTimeStamps } from './stored-time-stamps.js';

/** The checkpoints of a tree that are kept, the newest first. */
const keptCheckpoints = async (tree: StoredTree): Promise<readonly SignedCheckpoint[]> => {
  const kept: SignedCheckpoint[] = [];
  for (let next = await tree.lastCheckpoint(); next;) {
    kept.push(next);
    next = next.size === 0 ? undefined : await tree.checkpointUpTo(next.size - 1);
  }
  return kept;
};

const placeOf = (origin: string, size: number): string => `checkpoint ${origin} of ${size} events`;

/** What in a note does not agree with where it is stored; undefined if it agrees. */
const misplaced = (
  { origin, size, root }: TreeCheckpoint,
  treeOrigin: string,
  stored: SignedCheckpoint,
): string | undefined => {
  if (origin !== treeOrigin) return `its note is one of ${origin}: it belongs to another epoch or log`;
  if (size !== stored.size) return `its note says ${size} events`;
  return Buffer.compare(root, stored.root) === 0 ? undefined : 'its note has another root';
};

/** What the stored checkpoints of a tree say about the log. */
export interface CheckedCheckpoints {
  readonly roots: readonly ExpectedRoot[];
  readonly findings: readonly Finding[];
}

/** The keys of a tree. One that is damaged is a finding, and the others still verify. */
const keysOf = async (tree: StoredTree, findings: Finding[]): Promise<readonly NoteVerifier[]> => {
  const keys: NoteVerifier[] = [];
  for (const { vkey, since } of await tree.keys())
    try {
      keys.push(keyForOrigin(parseVerifierKey(vkey), tree.origin));
    } catch {
      const place = `key of ${tree.origin} since ${since} events`;
      findings.push(damage('checkpoint-signature', place, 'the stored key is none: it was changed'));
    }
  return keys;
};

const flawOf = (
  stored: SignedCheckpoint,
  origin: string,
  keys: readonly NoteVerifier[],
): { readonly flaw?: string | undefined; readonly head?: TreeCheckpoint } => {
  try {
    const head = parseCheckpoint(openNote(stored.note, keys).text);
    return { head, flaw: misplaced(head, origin, stored) };
  } catch (error) {
    return { flaw: `its signature is wrong: ${messageOf(error)}` };
  }
};

/**
 * Verifies the stored checkpoints of a tree with the keys of its log, the handovers of these keys, and time stamps.
 * `trusted`: certificates of the authority.
 */
export const checkStoredCheckpoints = async (
  tree: StoredTree,
  trusted: readonly Certificate[] = [],
): Promise<CheckedCheckpoints> => {
  const [roots, findings]: [ExpectedRoot[], Finding[]] = [[], []];
  const keys = await keysOf(tree, findings);
  for (const stored of await keptCheckpoints(tree)) {
    const place = placeOf(tree.origin, stored.size);
    const { flaw, head } = flawOf(stored, tree.origin, keys);
    if (flaw !== undefined) findings.push(damage('checkpoint-signature', place, flaw));
    roots.push(signedRoot(head ?? stored, place));
  }
  findings.push(...(await checkHandovers(tree, keys)), ...(await checkTimeStamps(tree, { keys, trusted })));
  return { roots, findings };
};

/** True if one of the keys signed the note, and no signature of theirs is wrong. */
const isSignedBy = (note: string, keys: readonly NoteVerifier[]): boolean => {
  try {
    return openNote(note, keys).verifiedBy.length > 0;
  } catch {
    return false;
  }
};

/**
 * Whether the newest stored checkpoint is signed by a key that an auditor trusts, or by one that such a key has handed
 * over to: a log that changes its key signs a checkpoint with both, which names the new one. `handovers`: these notes.
 */
export const checkTrustedKey = async (
  tree: StoredTree,
  trusted: NoteVerifier,
  handovers: readonly string[],
): Promise<Finding | undefined> => {
  const newest = await tree.lastCheckpoint();
  if (!newest) return undefined;
  const keys = [trusted, ...followHandovers([trusted], handovers).map(({ to }) => to)];
  if (
    isSignedBy(
      newest.note,
      keys.map((key) => keyForOrigin(key, tree.origin)),
    )
  )
    return undefined;
  return damage(
    'key-differs',
    placeOf(tree.origin, newest.size),
    'it is signed neither by the key that you trust, nor by one that this key has handed over to',
  );
};
