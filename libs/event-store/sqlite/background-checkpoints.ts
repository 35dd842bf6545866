import type Database from 'better-sqlite3';
import { Worker } from 'node:worker_threads';
import { checkpointItself } from './connection.js';
import type { WriterData } from './thread-protocol.js';

/** About 3,000 pages of 4 KiB. */
const EVENTS_BETWEEN_PASSES = 1_000;

/**
 * Folds the write-ahead log back into the file beside the writer, whose commits would otherwise wait tens of
 * milliseconds for it. A pass in a thread of its own copies what there is while commits go on; what they added
 * meanwhile is little, and the writer copies it itself: only then can the write-ahead log begin anew.
 */
export class BackgroundCheckpoints {
  /** Started when it is first needed: a start of the engine has no time to give away. */
  private worker: Worker | undefined;
  private events = 0;
  private passing = false;

  constructor(
    private readonly db: Database.Database,
    private readonly workerData: WriterData,
  ) {
    checkpointItself(db, false);
  }

  /** Told by the writer how many events it has committed. */
  committed(events: number): void {
    this.events += events;
    if (this.events < EVENTS_BETWEEN_PASSES || this.passing) return;
    this.events = 0;
    this.passing = true;
    this.worker ??= this.start();
    this.worker.postMessage('pass');
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(new URL('./checkpoint-thread.js', import.meta.url), { workerData: this.workerData });
    worker.on('message', () => this.finish());
    worker.once('error', () => checkpointItself(this.db, true));
    worker.unref();
    return worker;
  }

  private finish(): void {
    this.passing = false;
    if (this.db.open) this.db.pragma('wal_checkpoint(PASSIVE)');
  }
}
