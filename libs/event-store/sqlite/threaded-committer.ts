import { Worker } from 'node:worker_threads';
import { CommitFailed, StoreFailed } from '../errors.js';
import type { AppendRequest, Committer, Outcome } from './committer.js';
import type { FromWriter, ToWriter, WriterData } from './thread-protocol.js';

interface Awaited {
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (error: Error) => void;
}

/** A thread runs compiled code only: from a TypeScript source, as under a test runner, it is the one in `dist`. */
const writerThread = (here: string): URL =>
  new URL(here.endsWith('.ts') ? '../../../dist/libs/event-store/sqlite/writer-thread.js' : './writer-thread.js', here);

/** Commits in a thread of its own, so that the calling thread never waits for the disk. */
export class ThreadedCommitter implements Committer {
  private readonly awaited: Awaited[] = [];
  private failure: StoreFailed | undefined;
  private readonly exited: Promise<void>;

  private constructor(private readonly worker: Worker) {
    worker.on('message', (message: FromWriter) => this.take(message));
    worker.on('error', (error) => this.fail(error));
    this.exited = new Promise((resolve) =>
      worker.once('exit', () => {
        this.fail();
        resolve();
      }),
    );
  }

  /** Resolves when the thread has the log open; StoreFailed if it could not. */
  static async start(file: string, script = writerThread(import.meta.url)): Promise<ThreadedCommitter> {
    const workerData: WriterData = { file };
    const committer = new ThreadedCommitter(new Worker(script, { workerData }));
    await committer.answer();
    return committer;
  }

  commit(batch: readonly AppendRequest[]): Promise<readonly Outcome[]> {
    if (this.failure) return Promise.reject(this.failure);
    this.tell({ kind: 'commit', batch });
    return this.answer();
  }

  async close(): Promise<void> {
    this.tell({ kind: 'close' });
    await this.exited;
  }

  private tell(message: ToWriter): void {
    this.worker.postMessage(message);
  }

  private answer(): Promise<readonly Outcome[]> {
    return new Promise((resolve, reject) => this.awaited.push({ resolve, reject }));
  }

  private take(message: FromWriter): void {
    const caller = this.awaited.shift();
    if (message.kind === 'failed') caller?.reject(new (message.retry ? CommitFailed : StoreFailed)(message.message));
    else caller?.resolve(message.kind === 'committed' ? message.outcomes : []);
  }

  private fail(cause?: Error): void {
    this.failure ??= new StoreFailed(
      'The writer thread has ended; what it had not yet acknowledged may or may not be recorded. Restart the engine.',
      cause,
    );
    for (const caller of this.awaited.splice(0)) caller.reject(this.failure);
  }
}
