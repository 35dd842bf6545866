import type { ReadAuditUpkeep } from './port.js';
import type { RecordRow } from './record.js';

/** Writes the read audit, in one transaction for each call. */
export interface ReadAuditWriter extends ReadAuditUpkeep {
  /** Appends rows to the records and to the tree. Resolves when they are on disk. No rows: tries a transaction. */
  commit(rows: readonly RecordRow[]): Promise<void>;
  close(): Promise<void>;
}
