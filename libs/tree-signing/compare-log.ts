import {
  leafOf,
  type LeafSource,
  leafSource,
  type ReadableLog,
  readEventAt,
  type RecordedTree,
  START,
} from '@ledgerdesk/event-store';
import { comparePositions, errorCodeOf, messageOf, type Position } from '@ledgerdesk/kernel';
import {
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  splitNote,
  UntrustedNote,
  vouchedSince,
} from '@ledgerdesk/ledger';
import type { SignedCheckpoint, StoredTree } from '@ledgerdesk/tree-store';
import type { KnownCheckpoint } from './known-checkpoint.js';
import { TreeBuilder } from './tree-builder.js';
import { storedRoot } from './tree-nodes.js';

export type ComparedLog = Pick<ReadableLog, 'all' | 'leaves' | 'readAll' | 'head'>;

/** Leaves that a start of an engine adds to its tree before it compares it. What is missing beyond is added later. */
const LEAVES_AT_START = 100_000;
const LEAVES_PER_PAGE = 2_000;
const TILE_WIDTH = 256;
const HASH_BYTES = 32;

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** The newest checkpoint of a tree: the stored one, or the one that is known from elsewhere, if it is larger. */
export const newestCheckpoint = async (
  tree: StoredTree,
  known: KnownCheckpoint | undefined,
): Promise<SignedCheckpoint | undefined> => {
  const stored = await tree.lastCheckpoint();
  return known?.origin === tree.origin && known.size > (stored?.size ?? -1) ? known : stored;
};

/** The hash of a leaf as the tree has it; undefined if it does not reach it. */
export const storedLeaf = async (tree: StoredTree, index: number): Promise<Uint8Array | undefined> => {
  const tile = await tree.tile(0, Math.floor(index / TILE_WIDTH));
  const from = (index % TILE_WIDTH) * HASH_BYTES;
  return tile && tile.length > from ? tile.subarray(from, from + HASH_BYTES) : undefined;
};

/** A tree that contradicts its log, as the rest of a sentence. */
type Difference = string | undefined;

/**
 * How a log contradicts the newest checkpoint of its tree, as the rest of a sentence; undefined if it does not. Looks
 * at its end only, and at the tree that it keeps: `TreeSigner` compares whatever is signed.
 */
export const treeDifference = async (log: ComparedLog, tree: StoredTree, last: SignedCheckpoint): Promise<Difference> =>
  (await storedDifference(tree, last)) ?? (await logDifference(log, tree, last));

/** Compares the tree with the checkpoint, if it reaches it, and the checkpoint with its own note. */
const storedDifference = async (tree: StoredTree, last: SignedCheckpoint): Promise<Difference> => {
  const { size, root } = last;
  const flaw = await noteFlaw(tree, last);
  if (flaw !== undefined) return `checkpoint ${size} in the database of its tree is damaged: ${flaw}`;
  return (await tree.state()).size >= size && !isSame(await storedRoot(tree, size), root)
    ? `the tree in its database has another root than checkpoint ${size}`
    : undefined;
};

/** What is wrong with the note of a stored checkpoint. Another key than those of the tree is found by its signer. */
const noteFlaw = async (tree: StoredTree, { note, size, root }: SignedCheckpoint): Promise<string | undefined> => {
  try {
    const keys = (await tree.keys()).map(({ vkey }) => parseVerifierKey(vkey));
    const head = parseCheckpoint(keys.length === 0 ? splitNote(note).text : openNote(note, keys).text);
    const isSound = head.origin === tree.origin && head.size === size && isSame(head.root, root);
    return isSound ? undefined : 'its note is not the one of its origin, size and root';
  } catch (error) {
    if (error instanceof UntrustedNote) return undefined;
    return messageOf(error).replace(/\.$/, '');
  }
};

const logDifference = async (log: ComparedLog, tree: StoredTree, last: SignedCheckpoint): Promise<Difference> => {
  const recorded = await leafSource(log).tree();
  if (!recorded) return unrecordedDifference(log, tree, last);
  const raised = await sinceDifference(recorded, tree, last);
  if (raised !== undefined) return raised;
  // The leaves of an older log are being added. It has at most as many as its last position.
  if (comparePositions(recorded.position, recorded.since) < 0) {
    const head = await (log.all ?? log).head();
    return comparePositions(head, String(last.size)) < 0
      ? `checkpoint ${last.size} was signed, the log ends at position ${head}`
      : unrecordedDifference(log, tree, last);
  }
  return recordedDifference(log, tree, { last, recorded });
};

/**
 * Compares what the log says about events that were recorded before it had a tree with the first checkpoint: those
 * after it were recorded with their leaves.
 */
const sinceDifference = async (
  { since }: RecordedTree,
  tree: StoredTree,
  { note }: SignedCheckpoint,
): Promise<Difference> => {
  const vouched = vouchedSince(parseCheckpoint(splitNote(note).text));
  const next = vouched && (await tree.positionOf(vouched.size));
  return next !== undefined && comparePositions(since, next) >= 0
    ? `the record of its tree was changed: it says that events up to position ${since} were recorded before there ` +
        `was a tree, but the event at position ${next} came after the first checkpoint, of ${vouched?.size} events`
    : undefined;
};

/** Compares the log with the checkpoint by the tree that it keeps. */
const recordedDifference = async (
  log: ComparedLog,
  tree: StoredTree,
  { last, recorded }: { readonly last: SignedCheckpoint; readonly recorded: RecordedTree },
): Promise<Difference> => {
  if (recorded.size < last.size) return fewerEvents(last, recorded.size);
  const other = await lastLeafDifference(log, tree);
  if (other !== undefined) return other;
  const { size, position } = await tree.state();
  const builder = await TreeBuilder.load(tree, size);
  if (builder.size > recorded.size) return `it has read ${builder.size} events, of which the log has ${recorded.size}`;
  const source = leafSource(log);
  const reached =
    builder.size < last.size ? await extend(builder, source, { after: position, size: last.size }) : position;
  if (builder.size === last.size && !isSame(builder.root(), last.root)) return OTHER_EVENTS;
  await extend(builder, source, { after: reached, size: recorded.size });
  return builder.size === recorded.size && !isSame(builder.root(), recorded.root) ? OTHER_EVENTS : undefined;
};

const OTHER_EVENTS = 'the log has other events than were signed';

const fewerEvents = ({ size }: SignedCheckpoint, found: number): string =>
  `checkpoint ${size} was signed, the log has ${found} of these ${size} events`;

/** Compares the log with the checkpoint by its events: with the last leaf, then with those that the tree lacks. */
const unrecordedDifference = async (
  log: ComparedLog,
  tree: StoredTree,
  last: SignedCheckpoint,
): Promise<Difference> => {
  const difference = await lastLeafDifference(log, tree);
  const { size, position } = await tree.state();
  const builder = await TreeBuilder.load(tree, size);
  if (difference !== undefined || builder.size >= last.size) return difference;
  const reached = await extend(builder, eventLeaves(log), { after: position, size: last.size }).catch(orNowhere);
  if (reached === NOWHERE) return `it has read up to position ${position}, where the log has no event`;
  if (builder.size === last.size) return isSame(builder.root(), last.root) ? undefined : OTHER_EVENTS;
  return reached === undefined ? fewerEvents(last, builder.size) : undefined;
};

const NOWHERE = Symbol('a position that the log does not have');

const orNowhere = (error: unknown): typeof NOWHERE => {
  if (errorCodeOf(error) === 'no-such-position') return NOWHERE;
  throw error;
};

/** The leaves of a log hashed from its events. */
const eventLeaves = (log: ComparedLog): LeafSource => {
  const whole = log.all ?? log;
  return leafSource({ readAll: (options) => whole.readAll(options) });
};

/** Adds leaves to a tree up to a size. The position that it reaches; undefined if the log has no more leaves. */
const extend = async (
  builder: TreeBuilder,
  source: LeafSource,
  { after, size }: { readonly after: Position | undefined; readonly size: number },
): Promise<Position | undefined> => {
  let position = after;
  for (let added = 0; position !== undefined && added < LEAVES_AT_START && builder.size < size;) {
    const { leaves, scannedTo, end } = await source.page(position, LEAVES_PER_PAGE);
    const missing = leaves.slice(0, size - builder.size);
    for (const { hash } of missing) builder.add(hash);
    added += missing.length;
    if (missing.length < leaves.length) return missing.at(-1)?.position;
    position = end ? undefined : scannedTo;
  }
  return position;
};

/** Compares the event of the last leaf of the tree with that leaf. */
const lastLeafDifference = async (log: ComparedLog, tree: StoredTree): Promise<string | undefined> => {
  const { size } = await tree.state();
  const position = size === 0 ? undefined : await tree.positionOf(size - 1);
  if (position === undefined) return undefined;
  const event = await readEventAt(log.all ?? log, position);
  if (!event) return `it has read an event at position ${position}, the log has none there`;
  const [leaf, stored] = [leafOf(event), await storedLeaf(tree, size - 1)];
  return leaf && stored && isSame(leaf, stored) ? undefined : `the log has another event at position ${position}`;
};

/** The leaves at the beginning of a log that its tree has too. */
export interface SharedPart {
  /** Number of leaves. */
  readonly size: number;
  /** Position of the last of them in the log; START if there is none. */
  readonly position: Position;
}

/**
 * The leaves at the beginning of a log that its tree has too, at most `size`; undefined if the tree does not have
 * enough of them to know. Reads as many.
 */
export const sharedPart = async (log: ComparedLog, tree: StoredTree, size: number): Promise<SharedPart | undefined> => {
  const source = leafSource(log);
  let shared: SharedPart = { size: 0, position: START };
  for (let after: Position = START; shared.size < size;) {
    const { leaves, scannedTo, end } = await source.page(after, LEAVES_PER_PAGE);
    for (const { hash, position } of leaves) {
      if (shared.size === size) return shared;
      const stored = await storedLeaf(tree, shared.size);
      if (!stored || !isSame(stored, hash)) return stored ? shared : undefined;
      shared = { size: shared.size + 1, position };
    }
    if (end || scannedTo === after) return shared;
    after = scannedTo;
  }
  return shared;
};

/**
 * The position up to which a log has what was signed, if it is a copy of the one that was signed: positions of that one
 * mean nothing in it. Undefined if it is no copy, or that cannot be known.
 */
export const positionInCopy = async (
  log: ComparedLog,
  tree: StoredTree,
  size: number,
): Promise<Position | undefined> => {
  const shared = await sharedPart(log, tree, size);
  if (!shared || shared.size === 0) return undefined;
  return (await tree.positionOf(shared.size - 1)) === shared.position ? undefined : shared.position;
};
