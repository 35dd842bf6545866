import Database from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';

/** Minimal writer thread: commits everything that arrived during the last commit, without checks. */
const db = new Database(workerData as string);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(`
  CREATE TABLE events (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, data TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT`);
const insert = db.prepare('INSERT INTO events (stream, revision, data) VALUES (?, ?, ?)');

type Append = readonly [id: number, stream: string, events: readonly string[]];
let queue: Append[] = [];

const commit = (): void => {
  const batch = queue;
  queue = [];
  db.transaction(() => {
    for (const [, stream, events] of batch) events.forEach((data, revision) => insert.run(stream, revision, data));
  })();
  parentPort?.postMessage(batch.map(([id]) => id));
};

parentPort?.on('message', (appends: readonly Append[] | 'close') => {
  if (appends === 'close') {
    db.close();
    parentPort?.close();
    return;
  }
  if (queue.length === 0) setImmediate(commit);
  queue.push(...appends);
});
