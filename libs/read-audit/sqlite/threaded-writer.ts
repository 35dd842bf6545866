import { asError, type Instant, messageOf, receivedError } from '@ledgerdesk/kernel';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { ReadAuditUnavailable } from '../errors.js';
import type { DroppedReads, ReadCheckpoint } from '../port.js';
import type { RecordRow } from '../record.js';
import type { ReadAuditWriter } from '../writer.js';
import type { WriterReply, WriterRequest } from './writer-protocol.js';

const WRITER_THREAD = createRequire(import.meta.url).resolve('#compiled/libs/read-audit/sqlite/writer-thread.js');

interface PendingReply {
  readonly resolve: (dropped: DroppedReads | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** Writes in a separate thread, so that the thread that answers requests never waits for the disk. */
export class ThreadedWriter implements ReadAuditWriter {
  private readonly worker: Worker;
  private readonly pending: PendingReply[] = [];
  private readonly exited: Promise<void>;
  private failure: ReadAuditUnavailable | undefined;

  constructor(file: string) {
    this.worker = new Worker(WRITER_THREAD, { workerData: { file } });
    this.worker.on('message', (reply: WriterReply) => this.settle(reply));
    this.worker.on('error', (error: unknown) => this.end(asError(error)));
    this.worker.on('messageerror', (error: unknown) => this.end(asError(error)));
    this.exited = new Promise((resolve) =>
      this.worker.once('exit', (code) => {
        this.end(new Error(`exit code ${code}`));
        resolve();
      }),
    );
  }

  async commit(rows: readonly RecordRow[]): Promise<void> {
    await this.send({ kind: 'commit', rows });
  }

  async saveCheckpoint(checkpoint: ReadCheckpoint): Promise<void> {
    await this.send({ kind: 'checkpoint', checkpoint });
  }

  droppable(before: Instant, limit: number): Promise<DroppedReads | undefined> {
    return this.send({ kind: 'droppable', before, limit });
  }

  drop(before: Instant, limit: number): Promise<DroppedReads | undefined> {
    return this.send({ kind: 'drop', before, limit });
  }

  async close(): Promise<void> {
    if (!this.failure) await this.send({ kind: 'close' }).catch(() => undefined);
    await this.exited;
  }

  private send(request: WriterRequest): Promise<DroppedReads | undefined> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.pending.push({ resolve, reject });
      this.worker.postMessage(request);
    });
  }

  private settle(reply: WriterReply): void {
    const caller = this.pending.shift();
    if (reply.kind === 'failed') caller?.reject(receivedError(reply.error));
    else caller?.resolve(reply.dropped);
  }

  /** The thread replies no more. */
  private end(cause: Error): void {
    this.failure ??= new ReadAuditUnavailable(
      `the thread that writes them has ended: ${messageOf(cause)}; restart the engine`,
    );
    for (const caller of this.pending.splice(0)) caller.reject(this.failure);
  }
}
