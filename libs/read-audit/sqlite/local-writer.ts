import type { Instant } from '@ledgerdesk/kernel';
import type { DroppedReads, ReadCheckpoint } from '../port.js';
import type { RecordRow } from '../record.js';
import type { ReadAuditWriter } from '../writer.js';
import { SqliteWriter } from './sqlite-writer.js';

/** Writes in the calling thread, which blocks on the disk: for commands and tests. */
export class LocalWriter implements ReadAuditWriter {
  private readonly writer: SqliteWriter;

  constructor(file: string) {
    this.writer = new SqliteWriter(file);
  }

  async commit(rows: readonly RecordRow[]): Promise<void> {
    this.writer.commit(rows);
  }

  async saveCheckpoint(checkpoint: ReadCheckpoint): Promise<void> {
    this.writer.saveCheckpoint(checkpoint);
  }

  async droppable(before: Instant, limit: number): Promise<DroppedReads | undefined> {
    return this.writer.droppable(before, limit);
  }

  async drop(before: Instant, limit: number): Promise<DroppedReads | undefined> {
    return this.writer.drop(before, limit);
  }

  async close(): Promise<void> {
    this.writer.close();
  }
}
