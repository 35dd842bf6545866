import type { Leaf, LeafPage } from '../../../libs/event-store/port.js';
import type { LeafFeed } from '../../../libs/tree-signing/leaf-feed.js';
import { createHash } from 'node:crypto';

/** The leaf of the event at position 10 (n + 1). */
export const scriptedLeaf = (index: number, content = `event ${index}`): Leaf => ({
  position: String(10 * (index + 1)),
  hash: createHash('sha256').update(content).digest(),
});

/** The leaves of a log that the test appends to. */
export class ScriptedLog {
  readonly leaves: Leaf[] = [];
  #wake: () => void = () => undefined;

  append(count: number): void {
    const from = this.leaves.length;
    for (let index = from; index < from + count; index += 1) this.leaves.push(scriptedLeaf(index));
    this.#wake();
  }

  /** Lets a feed that waits return an empty page, as it does every quarter of a second. */
  wake(): void {
    this.#wake();
  }

  feed(): LeafFeed {
    let isClosed = false;
    let isFirst = true;
    return {
      next: async (after) => {
        const isWaiting = !isFirst && !isClosed && this.#page(after).leaves.length === 0;
        isFirst = false;
        if (isWaiting) await new Promise<void>((resolve) => (this.#wake = resolve));
        return this.#page(after);
      },
      close: () => {
        isClosed = true;
        this.#wake();
      },
    };
  }

  #page(after: string): LeafPage {
    const from = this.leaves.findIndex(({ position }) => Number(position) > Number(after));
    const leaves = from < 0 ? [] : this.leaves.slice(from, from + 300);
    return {
      leaves,
      scannedTo: leaves.at(-1)?.position ?? after,
      end: from < 0 || from + leaves.length === this.leaves.length,
    };
  }
}
