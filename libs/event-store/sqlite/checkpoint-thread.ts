import { parentPort, workerData } from 'node:worker_threads';
import { openForWriting } from './connection.js';
import type { WriterData } from './thread-protocol.js';

/** Entry of the thread that folds the write-ahead log back into the file; it says when a pass is done. */
const { file } = workerData as WriterData;
const db = openForWriting(file);
parentPort?.on('message', () => {
  db.pragma('wal_checkpoint(PASSIVE)');
  parentPort?.postMessage('done');
});
