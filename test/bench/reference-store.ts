import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Appends through `reference-writer`. Batches the appends of one event-loop turn into one message. */
export class ReferenceStore {
  private readonly thread: Worker;
  private readonly waiting = new Map<number, () => void>();
  private outbox: (readonly [number, string, readonly string[]])[] = [];
  private ids = 0;

  constructor(file: string) {
    this.thread = new Worker(new URL('./reference-writer.js', import.meta.url), { workerData: file });
    this.thread.on('message', (done: readonly number[]) => {
      for (const id of done) {
        this.waiting.get(id)?.();
        this.waiting.delete(id);
      }
    });
  }

  append(stream: string, events: readonly string[]): Promise<void> {
    const id = this.ids++;
    if (this.outbox.length === 0) setImmediate(() => this.send());
    this.outbox.push([id, stream, events]);
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  async close(): Promise<void> {
    this.thread.postMessage('close');
    await once(this.thread, 'exit');
  }

  private send(): void {
    this.thread.postMessage(this.outbox);
    this.outbox = [];
  }
}
