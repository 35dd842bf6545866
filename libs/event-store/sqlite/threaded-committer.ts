import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { CommitFailed, StoreFailed } from '../errors.js';
import type { AppendRequest, Committer, AppendOutcome } from './committer.js';
import type { WriterReply, WriterRequest, WriterData } from './writer-protocol.js';

interface PendingReply {
  readonly resolve: (outcomes: readonly AppendOutcome[]) => void;
  readonly reject: (error: Error) => void;
}

const WRITER_THREAD = createRequire(import.meta.url).resolve('#compiled/libs/event-store/sqlite/writer-thread.js');

/** Commits in a separate thread, so that the calling thread never waits for the disk. */
export class ThreadedCommitter implements Committer {
  private readonly pending: PendingReply[] = [];
  private failure: StoreFailed | undefined;
  private readonly exited: Promise<void>;

  private constructor(private readonly worker: Worker) {
    worker.on('message', (message: WriterReply) => this.receive(message));
    worker.on('error', (error) => this.fail(error));
    this.exited = new Promise((resolve) =>
      worker.once('exit', () => {
        this.fail();
        resolve();
      }),
    );
  }

  /** Resolves when the thread has opened the log. Rejects with StoreFailed if it cannot. */
  static async start(file: string, script: string | URL = WRITER_THREAD): Promise<ThreadedCommitter> {
    const workerData: WriterData = { file };
    const committer = new ThreadedCommitter(new Worker(script, { workerData }));
    await committer.reply();
    return committer;
  }

  commit(batch: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    if (this.failure) return Promise.reject(this.failure);
    this.send({ kind: 'commit', batch });
    return this.reply();
  }

  async close(): Promise<void> {
    this.send({ kind: 'close' });
    await this.exited;
  }

  private send(message: WriterRequest): void {
    this.worker.postMessage(message);
  }

  private reply(): Promise<readonly AppendOutcome[]> {
    return new Promise((resolve, reject) => this.pending.push({ resolve, reject }));
  }

  private receive(message: WriterReply): void {
    const caller = this.pending.shift();
    if (message.kind === 'failed') caller?.reject(new (message.retry ? CommitFailed : StoreFailed)(message.message));
    else caller?.resolve(message.kind === 'committed' ? message.outcomes : []);
  }

  private fail(cause?: Error): void {
    this.failure ??= new StoreFailed(
      'The writer thread has ended. Appends it did not acknowledge may or may not be recorded. Restart the engine.',
      cause,
    );
    for (const caller of this.pending.splice(0)) caller.reject(this.failure);
  }
}
