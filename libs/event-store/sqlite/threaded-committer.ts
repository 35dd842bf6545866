import { asError, messageOf, receivedError } from '@ledgerdesk/kernel';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { CommitFailed, StoreFailed } from '../errors.js';
import type { AppendOutcome, AppendRequest, Committer, CommitterObserver } from './committer.js';
import type { WriterData, WriterNotice, WriterReply, WriterRequest } from './writer-protocol.js';

interface PendingReply {
  readonly resolve: (outcomes: readonly AppendOutcome[]) => void;
  readonly reject: (error: Error) => void;
}

const WRITER_THREAD = createRequire(import.meta.url).resolve('#compiled/libs/event-store/sqlite/writer-thread.js');

/** Commits in a separate thread, so that the calling thread never waits for the disk. */
export class ThreadedCommitter implements Committer {
  private readonly pending: PendingReply[] = [];
  private failure: StoreFailed | undefined;
  private isClosing = false;
  private readonly exited: Promise<void>;

  private constructor(
    private readonly worker: Worker,
    private readonly file: string,
    private readonly observer: CommitterObserver,
  ) {
    worker.on('message', (message: WriterReply | WriterNotice) => this.receive(message));
    worker.on('error', (error: unknown) => this.end(asError(error)));
    worker.on('messageerror', (error: unknown) => this.end(asError(error)));
    this.exited = new Promise((resolve) =>
      worker.once('exit', (code) => {
        this.end(new Error(`exit code ${code}`));
        resolve();
      }),
    );
  }

  /** Resolves when the thread has opened the log. Rejects with StoreFailed if it cannot. */
  static async start(
    data: WriterData,
    observer: CommitterObserver,
    script: string | URL = WRITER_THREAD,
  ): Promise<ThreadedCommitter> {
    const committer = new ThreadedCommitter(new Worker(script, { workerData: data }), data.file, observer);
    await committer.reply();
    return committer;
  }

  commit(batch: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    if (this.failure) return Promise.reject(this.failure);
    this.send({ kind: 'commit', batch });
    return this.reply();
  }

  async close(): Promise<void> {
    this.isClosing = true;
    this.send({ kind: 'close' });
    await this.exited;
  }

  private send(message: WriterRequest): void {
    this.worker.postMessage(message);
  }

  private reply(): Promise<readonly AppendOutcome[]> {
    return new Promise((resolve, reject) => this.pending.push({ resolve, reject }));
  }

  private receive(message: WriterReply | WriterNotice): void {
    if (message.kind === 'warning') this.observer.onWarning(message.message);
    else if (message.kind === 'stopped') this.fail(new StoreFailed(message.message));
    else if (message.kind === 'crashed') this.end(receivedError(message.error));
    else this.settle(message);
  }

  private settle(reply: WriterReply): void {
    const caller = this.pending.shift();
    if (reply.kind === 'failed') caller?.reject(new (reply.retry ? CommitFailed : StoreFailed)(reply.message));
    else caller?.resolve(reply.kind === 'committed' ? reply.outcomes : []);
  }

  /** The thread replies no more. */
  private end(cause: Error): void {
    const failure = new StoreFailed(
      `The thread that writes ${this.file} has ended (${messageOf(cause)}). ` +
        'Appends that it did not acknowledge may or may not be recorded. Restart the engine.',
      cause,
    );
    this.fail(failure);
    // A failure that the thread reported before it ended says more than its exit.
    for (const caller of this.pending.splice(0)) caller.reject(this.failure ?? failure);
  }

  /** The thread commits no more, but replies to the batches that it was sent. */
  private fail(failure: StoreFailed): void {
    if (this.failure) return;
    this.failure = failure;
    if (!this.isClosing) this.observer.onFailure(failure.message);
  }
}
