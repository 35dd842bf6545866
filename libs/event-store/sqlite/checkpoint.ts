import type Database from 'better-sqlite3';
import { checkpointWarning, isFinal, storeFailed } from './write-failure.js';
import type { CheckpointReply } from './writer-protocol.js';

/** Moves the write-ahead log into the file as far as readers permit. Returns the error if that fails. */
export const checkpoint = (db: Database.Database): CheckpointReply => {
  try {
    db.pragma('wal_checkpoint(PASSIVE)');
    return { kind: 'done' };
  } catch (error) {
    return failedCheckpoint(db.name, error);
  }
};

/** The reply for an error of a checkpoint. */
export const failedCheckpoint = (file: string, error: unknown): CheckpointReply =>
  isFinal(error)
    ? { kind: 'failed', final: true, message: storeFailed(file, error).message }
    : { kind: 'failed', final: false, message: checkpointWarning(file, error) };
