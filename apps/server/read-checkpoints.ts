import type { Clock, Timers } from '@ledgerdesk/kernel';
import { formatCheckpoint, signNote } from '@ledgerdesk/ledger';
import { type ReadAudit, type ReadCheckpoint, type ReadLogName, readSigner } from '@ledgerdesk/read-audit';
import type { ReadCheckpointSource } from '../api/platform/read-audit/read-checkpoint-source.js';

/** Time between checkpoints while reads are recorded. */
const EVERY_MS = 1_000;

interface ReadCheckpointsOptions {
  readonly audit: Pick<ReadAudit, 'tree' | 'latestCheckpoint' | 'saveCheckpoint'>;
  readonly log: ReadLogName;
  /** Seed of the key of the log. */
  readonly seed: () => Uint8Array;
  readonly clock: Clock;
  /** Real time. */
  readonly timers: Timers;
}

/**
 * Signs the tree of the read audit with the key of the log, every second in which it has grown, and when the engine
 * stops. Engines that share a database sign one tree, which its own lock keeps from branching.
 */
export class ReadCheckpoints implements ReadCheckpointSource {
  private cancel = (): void => undefined;
  private signing: Promise<unknown> = Promise.resolve();
  private isClosed = false;

  constructor(private readonly options: ReadCheckpointsOptions) {
    this.schedule();
  }

  async latest(): Promise<ReadCheckpoint> {
    const { audit, log, seed, clock } = this.options;
    const [tree, last] = [await audit.tree(), await audit.latestCheckpoint()];
    if (last?.size === tree.size) return last;
    const { id, size, root } = tree;
    const signer = readSigner(log, id, seed());
    const note = signNote(formatCheckpoint({ origin: signer.name, size, root, extensions: [] }), signer);
    const checkpoint = { size, at: clock.now(), note };
    await audit.saveCheckpoint(checkpoint);
    return checkpoint;
  }

  /** Signs what was recorded since, unless it cannot be written. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.cancel();
    await this.signing;
    await this.sign();
  }

  private schedule(): void {
    this.cancel = this.options.timers.after(EVERY_MS, () => {
      this.signing = this.sign().then(() => {
        if (!this.isClosed) this.schedule();
      });
    });
  }

  /** A checkpoint that fails is tried again a second later: reads are refused then, and health says so. */
  private async sign(): Promise<void> {
    try {
      if ((await this.options.audit.tree()).size > 0) await this.latest();
    } catch {
      // The next one covers the same records.
    }
  }
}
