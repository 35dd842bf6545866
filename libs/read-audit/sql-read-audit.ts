import type { Instant } from '@ledgerdesk/kernel';
import type { Kysely } from 'kysely';
import type { DroppedReads, ReadAudit, ReadCheckpoint } from './port.js';
import type { ReadRecord } from './record.js';
import { RecordQueue } from './record-queue.js';
import { SqlReadAuditReader } from './sql-reader.js';
import type { ReadAuditTables } from './tables.js';
import type { ReadAuditWriter } from './writer.js';

/** The read audit in tables of SQLite or PostgreSQL. */
export class SqlReadAudit extends SqlReadAuditReader implements ReadAudit {
  private readonly queue: RecordQueue;

  constructor(
    db: Kysely<ReadAuditTables>,
    private readonly writer: ReadAuditWriter,
  ) {
    super(db);
    this.queue = new RecordQueue((rows) => writer.commit(rows));
  }

  record(record: ReadRecord): Promise<void> {
    return this.queue.add(record);
  }

  get isRefusing(): boolean {
    return this.queue.isRefusing;
  }

  probe(): Promise<void> {
    return this.queue.probe();
  }

  saveCheckpoint(checkpoint: ReadCheckpoint): Promise<void> {
    return this.writer.saveCheckpoint(checkpoint);
  }

  droppable(before: Instant, limit: number): Promise<DroppedReads | undefined> {
    return this.writer.droppable(before, limit);
  }

  drop(before: Instant, limit: number): Promise<DroppedReads | undefined> {
    return this.writer.drop(before, limit);
  }

  override async close(): Promise<void> {
    await this.queue.close();
    await this.writer.close();
    await super.close();
  }
}
