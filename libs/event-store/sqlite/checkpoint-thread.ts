import { parentPort, workerData } from 'node:worker_threads';
import { openForWriting } from './connection.js';
import type { WriterData } from './writer-protocol.js';

/** Entry point of the checkpoint thread: runs one checkpoint for each message, and replies when it is done. */
const { file } = workerData as WriterData;
const db = openForWriting(file);
parentPort?.on('message', () => {
  db.pragma('wal_checkpoint(PASSIVE)');
  parentPort?.postMessage('done');
});
