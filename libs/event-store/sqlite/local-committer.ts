import type { AppendOutcome, AppendRequest, Committer, CommitterObserver } from './committer.js';
import { openForWriting } from './connection.js';
import { LogWriter } from './log-writer.js';
import { TreeBackfill } from './tree-backfill.js';

/** Commits in the calling thread, which blocks on the disk: for imports, simulations and tests. */
export class LocalCommitter implements Committer {
  private readonly writer: LogWriter;
  private readonly backfill: TreeBackfill;

  constructor(file: string, writerId: string, observer: CommitterObserver) {
    this.writer = new LogWriter(openForWriting(file), writerId);
    this.backfill = new TreeBackfill(this.writer, observer);
  }

  async commit(batch: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    return this.writer.commit(batch);
  }

  async close(): Promise<void> {
    this.backfill.stop();
    this.writer.close();
  }
}
