import { leafOf, type StoredEvent } from '@ledgerdesk/event-store';
import { Frontier } from '@ledgerdesk/ledger';
import type { SavedTree } from './manifest.js';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The tree over the events of a backup: what was saved can be compared with the signed checkpoints of the log. */
export class LogTree {
  private readonly frontier: Frontier;

  /** `saved`: the tree of the backup before, which this continues. */
  constructor(saved?: SavedTree | null) {
    this.frontier = saved ? Frontier.fromBytes(Buffer.from(saved.frontier, 'base64')) : new Frontier();
  }

  add(event: StoredEvent): void {
    const leaf = leafOf(event);
    if (leaf) this.frontier.append(leaf);
  }

  get size(): number {
    return this.frontier.size;
  }

  get root(): Uint8Array {
    return this.frontier.root();
  }

  /** Size and root, and what is needed to continue. */
  saved(): SavedTree {
    const { size } = this.frontier;
    return { size, root: base64(this.frontier.root()), frontier: base64(this.frontier.toBytes()) };
  }
}
