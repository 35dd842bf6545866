import type Database from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';
import { checkpoint, failedCheckpoint } from './checkpoint.js';
import { openForWriting } from './connection.js';
import { reportCrashTo } from './report-crash.js';
import type { CheckpointReply, WriterData } from './writer-protocol.js';

/** Entry point of the checkpoint thread: runs one checkpoint for each message, and replies with its outcome. */
const { file } = workerData as WriterData;
let db: Database.Database | undefined;

const run = (): CheckpointReply => {
  try {
    db ??= openForWriting(file);
  } catch (error) {
    return failedCheckpoint(file, error);
  }
  return checkpoint(db);
};

if (parentPort) {
  reportCrashTo(parentPort, file);
  parentPort.on('message', () => parentPort?.postMessage(run()));
}
