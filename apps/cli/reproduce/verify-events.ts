import { leafOf, pagesOf, type ReadableLog, START, type StoredEvent } from '@ledgerdesk/event-store';
import { comparePositions, messageOf, type Position } from '@ledgerdesk/kernel';
import { Frontier, openNote, parseCheckpoint, parseVerifierKey } from '@ledgerdesk/ledger';
import type { Difference, Manifest, ManifestCheckpoint } from '@ledgerdesk/manifest';
import type { StoredTree } from '@ledgerdesk/tree-store';

/** Events of a page. */
const PAGE = 2_000;
const TILE_WIDTH = 256;
const HASH_BYTES = 32;

const eventDifference = (name: string, message: string): Difference => ({ kind: 'event', name, message });

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** The hashes of leaves as the tree has stored them, a tile at a time. */
const storedLeaves = (tree: Pick<StoredTree, 'tile'>) => {
  let known: { readonly index: number; readonly hashes: Uint8Array | undefined } | undefined;
  return async (leaf: number): Promise<Uint8Array | undefined> => {
    const index = Math.floor(leaf / TILE_WIDTH);
    const from = (leaf % TILE_WIDTH) * HASH_BYTES;
    if (known?.index !== index || (known.hashes?.length ?? 0) <= from)
      known = { index, hashes: await tree.tile(0, index) };
    return known.hashes && known.hashes.length > from ? known.hashes.subarray(from, from + HASH_BYTES) : undefined;
  };
};

const otherEvent = ({ position, type, stream, revision }: StoredEvent): Difference =>
  eventDifference(
    `event at position ${position}`,
    `The event at position ${position} (${type}, revision ${revision} of ${stream}) is not the one that was signed.`,
  );

/** What is wrong with the note of a checkpoint in a manifest; undefined if the tree's keys have signed it. */
const noteDifference = async (
  { origin, size, root, note }: ManifestCheckpoint,
  tree: StoredTree,
): Promise<Difference | undefined> => {
  try {
    const keys = (await tree.keys()).map(({ vkey }) => parseVerifierKey(vkey));
    const head = parseCheckpoint(openNote(note, keys).text);
    const isSound = head.origin === origin && head.size === size && Buffer.from(head.root).toString('base64') === root;
    if (isSound) return undefined;
    return eventDifference('checkpoint', 'The checkpoint of the manifest is not the one of its note.');
  } catch (error) {
    return eventDifference('checkpoint', `The checkpoint of the manifest is not one of this log: ${messageOf(error)}`);
  }
};

interface Leaves {
  /** Number of leaves that were compared. */
  readonly size: number;
  readonly root: Uint8Array;
  readonly changed: StoredEvent | undefined;
  /** Number of leaves that the tree has not stored. */
  readonly missing: number;
}

/** Hashes the events of the log up to a number of leaves, or a position, and compares each with the tree, if any. */
const compareLeaves = async (
  log: ReadableLog,
  tree: StoredTree | undefined,
  end: { readonly size: number } | { readonly position: Position },
  onPosition: (position: Position) => void,
): Promise<Leaves> => {
  const frontier = new Frontier();
  const leafAt = tree ? storedLeaves(tree) : async () => undefined;
  let changed: StoredEvent | undefined;
  let missing = 0;
  const result = (): Leaves => ({ size: frontier.size, root: frontier.root(), changed, missing });
  if ('size' in end && end.size === 0) return result();
  for await (const { events, scannedTo } of pagesOf(log.all ?? log, { limit: PAGE })) {
    for (const event of events) {
      if ('position' in end && comparePositions(event.position, end.position) > 0) return result();
      const hash = leafOf(event);
      if (!hash) continue;
      const stored = changed ? undefined : await leafAt(frontier.size);
      if (stored && !isSame(stored, hash)) changed = event;
      if (!stored && !changed) missing += 1;
      frontier.append(hash);
      if ('size' in end && frontier.size === end.size) return result();
    }
    onPosition(scannedTo);
  }
  return result();
};

/** What a comparison of the log with what was signed has found. */
export interface VerifiedEvents {
  /** The first event that is not the one that was signed. Undefined: none was found. */
  readonly difference?: Difference | undefined;
  /** Why not all events could be verified; undefined if they were. */
  readonly unverified?: string | undefined;
}

const NO_TREE = 'this log has no tree. Verify it with a copy of ledger.db, or with one of a time when it was signed.';

/** How the leaves of the log differ from a checkpoint. */
const checkpointDifference = (
  { size, root }: Leaves,
  checkpoint: Pick<ManifestCheckpoint, 'size' | 'root'>,
): Difference | undefined => {
  if (size < checkpoint.size)
    return eventDifference(
      'number of events',
      `The manifest names a checkpoint of ${checkpoint.size} events, of which the log has ${size}.`,
    );
  return Buffer.from(root).toString('base64') === checkpoint.root
    ? undefined
    : eventDifference('root', `The log has other events than checkpoint ${checkpoint.size} signed.`);
};

/**
 * Compares the events of the log with those that were signed, by the checkpoint of a manifest and the tree of the log.
 * Without a checkpoint, events up to the position are compared with the tree only; without a tree, with the root of the
 * checkpoint only, whose signature is not verified then. Reads the log.
 */
export const verifyEvents = async (
  log: ReadableLog,
  tree: StoredTree | undefined,
  { checkpoint, log: { position } }: Pick<Manifest, 'checkpoint' | 'log'>,
  onPosition: (position: Position) => void = () => undefined,
): Promise<VerifiedEvents> => {
  if (position === START) return {};
  if (!tree && !checkpoint) return { unverified: NO_TREE };
  const flaw = tree && checkpoint && (await noteDifference(checkpoint, tree));
  if (flaw) return { difference: flaw };
  const leaves = await compareLeaves(log, tree, checkpoint ? { size: checkpoint.size } : { position }, onPosition);
  if (leaves.changed) return { difference: otherEvent(leaves.changed) };
  const difference = checkpoint && checkpointDifference(leaves, checkpoint);
  if (difference) return { difference };
  if (!tree) return { unverified: NO_TREE };
  return checkpoint || leaves.missing === 0
    ? {}
    : { unverified: `the tree of the log lacks ${leaves.missing} of them, and the manifest has no checkpoint.` };
};
