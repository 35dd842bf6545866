import { leafOf, pagesOf, type ReadableLog, START, type StoredEvent } from '@ledgerdesk/event-store';
import { comparePositions, messageOf, type Position } from '@ledgerdesk/kernel';
import { Frontier, openNote, parseCheckpoint, parseVerifierKey, splitNote } from '@ledgerdesk/ledger';
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
    const head = parseCheckpoint(keys.length === 0 ? splitNote(note).text : openNote(note, keys).text);
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
}

/** Hashes the events of the log up to a number of leaves, or a position, and compares each with the tree. */
const compareLeaves = async (
  log: ReadableLog,
  tree: StoredTree,
  end: { readonly size: number } | { readonly position: Position },
  onPosition: (position: Position) => void,
): Promise<Leaves> => {
  const frontier = new Frontier();
  const leafAt = storedLeaves(tree);
  let changed: StoredEvent | undefined;
  const result = (): Leaves => ({ size: frontier.size, root: frontier.root(), changed });
  if ('size' in end && end.size === 0) return result();
  for await (const { events, scannedTo } of pagesOf(log.all ?? log, { limit: PAGE })) {
    for (const event of events) {
      if ('position' in end && comparePositions(event.position, end.position) > 0) return result();
      const hash = leafOf(event);
      if (!hash) continue;
      const stored = changed ? undefined : await leafAt(frontier.size);
      if (stored && !isSame(stored, hash)) changed = event;
      frontier.append(hash);
      if ('size' in end && frontier.size === end.size) return result();
    }
    onPosition(scannedTo);
  }
  return result();
};

/**
 * The first event of the log that is not the one that was signed, by the checkpoint of a manifest and the tree of the
 * log; undefined if there is none. Without a checkpoint, events up to the position are compared with the tree only.
 * Reads the log.
 */
export const changedEvent = async (
  log: ReadableLog,
  tree: StoredTree | undefined,
  { checkpoint, log: { position } }: Pick<Manifest, 'checkpoint' | 'log'>,
  onPosition: (position: Position) => void = () => undefined,
): Promise<Difference | undefined> => {
  if (!tree || position === START) return undefined;
  const flaw = checkpoint && (await noteDifference(checkpoint, tree));
  if (flaw) return flaw;
  const end = checkpoint ? { size: checkpoint.size } : { position };
  const { size, root, changed } = await compareLeaves(log, tree, end, onPosition);
  if (changed) return otherEvent(changed);
  if (!checkpoint) return undefined;
  if (size < checkpoint.size)
    return eventDifference(
      'number of events',
      `The manifest names a checkpoint of ${checkpoint.size} events, of which the log has ${size}.`,
    );
  return Buffer.from(root).toString('base64') === checkpoint.root
    ? undefined
    : eventDifference('root', `The log has other events than checkpoint ${checkpoint.size} signed.`);
};
