import { messageOf } from '@ledgerdesk/kernel';
import type Database from 'better-sqlite3';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { checkpoint } from './checkpoint.js';
import { setAutoCheckpoint } from './connection.js';
import type { CheckpointReply, ThreadCrashed, WriterData } from './writer-protocol.js';

const CHECKPOINT_THREAD = createRequire(import.meta.url).resolve(
  '#compiled/libs/event-store/sqlite/checkpoint-thread.js',
);

/** About 3,000 pages of 4 KiB, for events of a common size. */
const EVENTS_PER_CHECKPOINT = 1_000;
/** For large events: the write-ahead log grows little beyond this while a checkpoint runs. */
const BYTES_PER_CHECKPOINT = 8 * 1024 * 1024;

interface BackgroundCheckpointOptions {
  /** Called with the first of a series of failures that may pass, such as a full disk. */
  readonly onWarning: (message: string) => void;
  /** Called if the disk can no longer be trusted. */
  readonly onFailure: (message: string) => void;
  /** Script of the thread. Default: `checkpoint-thread`. */
  readonly script?: string | URL;
}

/**
 * Checkpoints the write-ahead log in a thread, because a checkpoint would delay the writer's commits by tens of
 * milliseconds. When the thread is done, the writer itself checkpoints the few pages that were committed meanwhile:
 * only then can SQLite restart the write-ahead log from its beginning.
 */
export class BackgroundCheckpoints {
  /** Started at the first checkpoint, to keep the engine's startup fast. */
  private worker: Worker | undefined;
  private events = 0;
  private bytes = 0;
  private running = false;
  private warned = false;

  constructor(
    private readonly db: Database.Database,
    private readonly workerData: WriterData,
    private readonly options: BackgroundCheckpointOptions,
  ) {
    setAutoCheckpoint(db, false);
  }

  /** Counts committed events and their size, and starts a checkpoint when there are enough. */
  committed(events: number, bytes: number): void {
    this.events += events;
    this.bytes += bytes;
    if (this.running || (this.events < EVENTS_PER_CHECKPOINT && this.bytes < BYTES_PER_CHECKPOINT)) return;
    this.events = 0;
    this.bytes = 0;
    this.running = true;
    this.worker ??= this.start();
    this.worker.postMessage('checkpoint');
  }

  async close(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    worker?.removeAllListeners('exit');
    await worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(this.options.script ?? CHECKPOINT_THREAD, { workerData: this.workerData });
    worker.on('message', (reply: CheckpointReply | ThreadCrashed) => {
      if (reply.kind === 'crashed') this.replace(reply.error.message);
      else this.finish(reply);
    });
    worker.once('error', (error: unknown) => this.replace(messageOf(error)));
    worker.once('messageerror', (error: unknown) => this.replace(messageOf(error)));
    worker.once('exit', (code) => this.replace(`exit code ${code}`));
    worker.unref();
    return worker;
  }

  private finish(reply: CheckpointReply): void {
    this.running = false;
    this.report(reply);
    if (reply.kind === 'done' && this.db.open) this.report(checkpoint(this.db));
  }

  /** After a crash of the thread, commits checkpoint by themselves. */
  private replace(cause: string): void {
    if (this.worker === undefined) return;
    this.worker = undefined;
    // Stays true: no other thread is started.
    this.running = true;
    if (this.db.open) setAutoCheckpoint(this.db, true);
    this.options.onWarning(
      `The thread that checkpoints ${this.db.name} has ended (${cause}). ` +
        'Until the engine restarts, commits checkpoint the write-ahead log themselves, which makes some slower.',
    );
  }

  private report(reply: CheckpointReply): void {
    if (reply.kind === 'done') this.warned = false;
    else if (reply.final) this.options.onFailure(reply.message);
    else if (!this.warned) {
      this.warned = true;
      this.options.onWarning(reply.message);
    }
  }
}
