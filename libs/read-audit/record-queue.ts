import { auditClosed, ReadAuditUnavailable } from './errors.js';
import { type ReadRecord, type RecordRow, rowOf } from './record.js';

/** Records that wait for a commit. More mean that the disk does not keep up: reads are then refused. */
const MAX_WAITING = 10_000;
/** Records of one commit. */
const MAX_BATCH = 512;

/** Appends rows in one transaction. Resolves when they are on disk. */
export type CommitRows = (rows: readonly RecordRow[]) => Promise<void>;

interface Waiting {
  readonly row: RecordRow;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Commits records in groups: those that arrive during a commit share the next one. */
export class RecordQueue {
  private waiting: Waiting[] = [];
  private committing: Promise<void> | undefined;
  private closed = false;
  private refusing = false;

  constructor(
    private readonly commit: CommitRows,
    private readonly maxWaiting = MAX_WAITING,
  ) {}

  add(record: ReadRecord): Promise<void> {
    if (this.closed) return Promise.reject(auditClosed());
    if (this.waiting.length >= this.maxWaiting)
      return Promise.reject(new ReadAuditUnavailable(`${this.maxWaiting} records wait`));
    const row = rowOf(record);
    return new Promise((resolve, reject) => {
      this.waiting.push({ row, resolve, reject });
      this.committing ??= this.commitAll();
    });
  }

  /** True after a record could not be committed, until one could be. */
  get isRefusing(): boolean {
    return this.refusing;
  }

  /** Commits nothing, to learn whether commits succeed. */
  async probe(): Promise<void> {
    await this.commitRows([]);
  }

  /** Rejects new records and resolves when those that wait are committed. */
  async close(): Promise<void> {
    this.closed = true;
    await this.committing;
  }

  private async commitAll(): Promise<void> {
    // Records of one turn of the event loop share the first commit.
    await new Promise(setImmediate);
    while (this.waiting.length > 0) await this.commitBatch(this.waiting.splice(0, MAX_BATCH));
    this.committing = undefined;
  }

  private async commitBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.commitRows(batch.map(({ row }) => row));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(asUnavailable(error));
    }
  }

  private async commitRows(rows: readonly RecordRow[]): Promise<void> {
    try {
      await this.commit(rows);
      this.refusing = false;
    } catch (error) {
      this.refusing = true;
      throw asUnavailable(error);
    }
  }
}

const asUnavailable = (error: unknown): ReadAuditUnavailable =>
  error instanceof ReadAuditUnavailable ? error : new ReadAuditUnavailable(error);
