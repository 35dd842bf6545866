import type Database from 'better-sqlite3';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { setAutoCheckpoint } from './connection.js';
import type { WriterData } from './writer-protocol.js';

const CHECKPOINT_THREAD = createRequire(import.meta.url).resolve(
  '#compiled/libs/event-store/sqlite/checkpoint-thread.js',
);

/** About 3,000 pages of 4 KiB. */
const EVENTS_PER_CHECKPOINT = 1_000;

/**
 * Checkpoints the write-ahead log in a thread, because a checkpoint would delay the writer's commits by tens of
 * milliseconds. When the thread is done, the writer itself checkpoints the few pages that were committed meanwhile:
 * only then can SQLite restart the write-ahead log from its beginning.
 */
export class BackgroundCheckpoints {
  /** Started at the first checkpoint, to keep the engine's startup fast. */
  private worker: Worker | undefined;
  private events = 0;
  private running = false;

  constructor(
    private readonly db: Database.Database,
    private readonly workerData: WriterData,
  ) {
    setAutoCheckpoint(db, false);
  }

  /** Counts committed events, and starts a checkpoint when there are enough. */
  committed(events: number): void {
    this.events += events;
    if (this.events < EVENTS_PER_CHECKPOINT || this.running) return;
    this.events = 0;
    this.running = true;
    this.worker ??= this.start();
    this.worker.postMessage('checkpoint');
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(CHECKPOINT_THREAD, { workerData: this.workerData });
    worker.on('message', () => this.finish());
    worker.once('error', () => setAutoCheckpoint(this.db, true));
    worker.unref();
    return worker;
  }

  private finish(): void {
    this.running = false;
    if (this.db.open) this.db.pragma('wal_checkpoint(PASSIVE)');
  }
}
