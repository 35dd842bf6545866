import { leafOf } from './leaf.js';
import type { LeafPage, ReadableLog, RecordedTree } from './port.js';

/** Reads the leaves of the tree of a log, in log order. */
export interface LeafSource {
  /** The tree that the log keeps; undefined if it keeps none, and leaves are hashed from its events. */
  tree(): Promise<RecordedTree | undefined>;
  /** Reads at most `limit` leaves after a position, and perhaps fewer before the end. */
  page: (after: string, limit: number) => Promise<LeafPage>;
}

type LeafLog = Pick<ReadableLog, 'all' | 'leaves' | 'readAll'>;

/**
 * The leaves of a log as they are stored beside its events, or else hashed from the stored events, in order. What
 * clients recorded has none.
 *
 * @example
 * const { leaves, scannedTo } = await leafSource(log).page(START, 1_000);
 */
export const leafSource = (log: LeafLog): LeafSource => {
  const whole: Pick<ReadableLog, 'leaves' | 'readAll'> = log.all ?? log;
  const { leaves } = whole;
  if (leaves) return { tree: () => leaves.tree(), page: (after, limit) => leaves.page(after, limit) };
  return { tree: async () => undefined, page: (after, limit) => hashedPage(whole, after, limit) };
};

const hashedPage = async (log: Pick<ReadableLog, 'readAll'>, after: string, limit: number): Promise<LeafPage> => {
  const { events, scannedTo, end } = await log.readAll({ after, limit });
  const leaves = events.flatMap((event) => {
    const hash = leafOf(event);
    return hash ? [{ position: event.position, hash }] : [];
  });
  return { leaves, scannedTo, end };
};
