import type { AppendOutcome, AppendRequest, Committer } from './committer.js';
import { openForWriting } from './connection.js';
import { LogWriter } from './log-writer.js';

/** Commits in the calling thread, which blocks on the disk: for imports, simulations and tests. */
export class LocalCommitter implements Committer {
  private readonly writer: LogWriter;

  constructor(file: string, writerId: string) {
    this.writer = new LogWriter(openForWriting(file), writerId);
  }

  async commit(batch: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    return this.writer.commit(batch);
  }

  async close(): Promise<void> {
    this.writer.close();
  }
}
