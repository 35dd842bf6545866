import type { EventStore } from '@ledgerdesk/event-store';
import { comparePositions, Pause, type Timers } from '@ledgerdesk/kernel';
import type { Frontier } from '@ledgerdesk/ledger';
import { TreeDiffers, TreeIncomplete } from './target-differs.js';

const POLL_MS = 20;
/** The writer of the log gives up a step that fails after a second, and tries it again. */
const PATIENCE_MS = 30_000;

type TargetLog = Pick<EventStore, 'leaves' | 'head'>;

/**
 * The tree that a log keeps, once it has all events of the log: a log of an earlier version gets the leaves of its
 * events while it is open. Undefined if it keeps none.
 * @throws TreeIncomplete if no leaves are added for half a minute
 */
const wholeTree = async ({ leaves, head }: TargetLog, timers: Timers) => {
  if (!leaves) return undefined;
  const pause = new Pause(timers);
  let since = timers.elapsed();
  for (let reached = ''; ;) {
    const tree = await leaves.tree();
    const until = await head();
    if (comparePositions(tree.position, until) >= 0) return tree;
    if (tree.position !== reached) since = timers.elapsed();
    reached = tree.position;
    if (timers.elapsed() - since > PATIENCE_MS) throw new TreeIncomplete(tree.position, until);
    await pause.for(POLL_MS);
  }
};

/**
 * Compares the tree that the target keeps with that of the events of the source.
 * @throws TreeDiffers
 * @throws TreeIncomplete if the target does not get its tree
 */
export const requireSameTree = async (target: TargetLog, tree: Frontier, timers: Timers): Promise<void> => {
  const kept = await wholeTree({ leaves: target.leaves, head: () => target.head() }, timers);
  if (kept && (kept.size !== tree.size || Buffer.compare(kept.root, tree.root()) !== 0))
    throw new TreeDiffers(tree.size, kept.size);
};
