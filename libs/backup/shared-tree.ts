import type { StoredEvent } from '@ledgerdesk/event-store';
import { parseCheckpoint, parseOrigin, splitNote, type TreeCheckpoint } from '@ledgerdesk/ledger';
import { BackupDamaged } from './errors.js';
import { LogTree } from './log-tree.js';
import type { Manifest } from './manifest.js';

/** The last checkpoint before an epoch, and how much of its tree the log of the epoch has. */
export interface LastOfTree {
  /** The signed note; null if nothing was signed. */
  readonly checkpoint: string | null;
  /** Number of leaves at the beginning that both have; null if it is not known. */
  readonly sharedSize: number | null;
}

/** Compares a log, while it is read, with the checkpoint of its backup. */
export class SharedTree {
  private readonly tree = new LogTree();
  private readonly signed: TreeCheckpoint | undefined;
  private isShared: boolean | undefined;

  constructor(
    private readonly place: string,
    private readonly manifest: Pick<Manifest, 'checkpoint' | 'log'>,
  ) {
    const { checkpoint } = manifest;
    this.signed = checkpoint === null ? undefined : parseCheckpoint(splitNote(checkpoint).text);
    this.compare();
  }

  /** Yields the events, and compares them. */
  async *follow(events: AsyncIterable<StoredEvent>): AsyncGenerator<StoredEvent> {
    for await (const event of events) {
      this.tree.add(event);
      this.compare();
      yield event;
    }
  }

  /** True once more events tell nothing. */
  get isKnown(): boolean {
    return this.signed === undefined || this.isShared !== undefined;
  }

  /** What the log lacks of the checkpoint of its own epoch, as the rest of a sentence; undefined if it extends it. */
  get lack(): string | undefined {
    if (!this.signed || this.isShared === true) return undefined;
    const { size, origin } = this.signed;
    if (parseOrigin(origin)?.epoch !== this.manifest.log.epoch) return undefined;
    return this.isShared === false
      ? `events were changed: its first ${size} leaves have another root than the last checkpoint of ${origin} says`
      : `events are missing at the end: it has ${this.tree.size} leaves, and the last checkpoint of ${origin} is of ` +
          `${size}: ${size - this.tree.size} were lost before the backup was made`;
  }

  /**
   * What the event that opens the next epoch says. `acceptsLoss`: the log may lack events of the checkpoint.
   * @throws BackupDamaged if the log does not extend the checkpoint of its own epoch
   */
  last(acceptsLoss: boolean): LastOfTree {
    if (!this.signed) return { checkpoint: null, sharedSize: null };
    const { lack } = this;
    if (lack !== undefined && !acceptsLoss)
      throw new BackupDamaged(
        this.place,
        lack,
        'Restore from an earlier backup, which may have them (--snapshot). If none has, --accept-loss records the loss',
      );
    return { checkpoint: this.manifest.checkpoint, sharedSize: this.isShared === true ? this.signed.size : null };
  }

  private compare(): void {
    if (this.signed?.size === this.tree.size) this.isShared ??= Buffer.compare(this.tree.root, this.signed.root) === 0;
  }
}
