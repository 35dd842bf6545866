import { isMainThread, parentPort, type TransferListItem, Worker } from 'node:worker_threads';
import { type HashedRun, hashLeaves, type LeafRun } from './hash-leaves.js';

/** Answers the pool, in a worker thread of this file. Returns false in the main thread. */
export const servePool = (): boolean => {
  if (isMainThread) return false;
  parentPort?.on('message', (run: LeafRun) => parentPort?.postMessage(hashLeaves(run)));
  return true;
};

interface Task {
  readonly run: LeafRun;
  readonly resolve: (hashed: HashedRun) => void;
  readonly reject: (error: unknown) => void;
}

/** Hashes runs of leaves in worker threads of the file `script`, or without threads in the caller's. */
export class HashPool {
  private readonly idle: Worker[] = [];
  private readonly workers: Worker[];
  private readonly waiting: Task[] = [];

  constructor(script: URL, threads: number) {
    this.workers = Array.from({ length: threads }, () => new Worker(script));
    this.idle.push(...this.workers);
  }

  /** Runs that may be under way at a time, so that memory is bounded. */
  get capacity(): number {
    return Math.max(1, this.workers.length * 2);
  }

  async hash(run: LeafRun): Promise<HashedRun> {
    if (this.workers.length === 0) return hashLeaves(run);
    return new Promise((resolve, reject) => {
      this.waiting.push({ run, resolve, reject });
      this.next();
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private next(): void {
    const worker = this.idle.pop();
    const task = worker && this.waiting.shift();
    if (!worker || !task) {
      if (worker) this.idle.push(worker);
      return;
    }
    const { frames } = task.run;
    const transfer: TransferListItem[] = frames.buffer instanceof ArrayBuffer ? [frames.buffer] : [];
    const settle = (done: () => void) => {
      worker.removeAllListeners('message').removeAllListeners('error');
      this.idle.push(worker);
      done();
      this.next();
    };
    worker.once('message', (hashed: HashedRun) => settle(() => task.resolve(hashed)));
    worker.once('error', (error) => settle(() => task.reject(error)));
    worker.postMessage(task.run, transfer);
  }
}
