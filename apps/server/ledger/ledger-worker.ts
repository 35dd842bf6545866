import type { ReadableLog } from '@ledgerdesk/event-store';
import { asError, messageOf, receivedError } from '@ledgerdesk/kernel';
import type { TreeStatus } from '@ledgerdesk/tree-signing';
import { type LogEntry, realTimers, SampledLog } from '@ledgerdesk/runtime';
import { Logger } from '@nestjs/common';
import { Worker } from 'node:worker_threads';
import { OpenResources } from '../open-resources.js';
import { openLeaderLock, openTreeStore, type StorageConfig } from '../storage.js';
import { threadScript } from '../thread-script.js';
import type { LedgerConfig } from './ledger-config.js';
import type { LedgerMessage, LedgerThreadData } from './ledger-message.js';
import { ledgerTask } from './ledger-task.js';

/** After the thread has crashed, in ms. */
const RESTART_MS = 5_000;

interface LedgerWorkerOptions {
  readonly storage: StorageConfig;
  readonly config: LedgerConfig;
}

const samplingLog = () => {
  const log = new Logger('ledger');
  return new SampledLog(
    { write: (entry: LogEntry) => log.error(entry), debug: (entry: LogEntry) => log.debug(entry) },
    realTimers,
  );
};

/** Signs the tree of the log in some thread, and has its status. */
export class LedgerWorker {
  #status: TreeStatus | null = null;
  readonly #failures = samplingLog();
  #end: () => Promise<void> = async () => undefined;
  #isStopped = false;

  private constructor(private readonly options: LedgerWorkerOptions) {}

  /** Runs in a worker thread, so that requests do not wait for it. A thread that has crashed is replaced. */
  static inThread(options: LedgerWorkerOptions, script = threadScript('ledger/ledger-thread')): LedgerWorker {
    const worker = new LedgerWorker(options);
    worker.#startThread(script);
    return worker;
  }

  /** Runs in the calling thread. `log`: the whole log. */
  static async inline(options: LedgerWorkerOptions, log: ReadableLog): Promise<LedgerWorker> {
    const worker = new LedgerWorker(options);
    const { storage, config } = options;
    const resources = new OpenResources();
    try {
      const trees = resources.add(await openTreeStore(storage));
      const task = ledgerTask({
        config,
        log,
        trees,
        lock: await openLeaderLock(storage, 'ledger'),
        onStatus: (status) => worker.#receive(status),
        onError: (error) => worker.#report(messageOf(error)),
      });
      resources.add({ close: () => task.stop() });
      worker.#end = () => resources.close();
      return worker;
    } catch (error) {
      await resources.close().catch(() => undefined);
      throw error;
    }
  }

  /** Null while another process signs. */
  get status(): TreeStatus | null {
    return this.#status;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#end();
    this.#failures.close();
  }

  #startThread(script: URL): void {
    const workerData: LedgerThreadData = this.options;
    const thread = new Worker(script, { workerData });
    const exited = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
    thread.on('message', (message: LedgerMessage) => {
      if (message.kind === 'status') this.#receive(message.status);
      else this.#report(message.kind === 'error' ? message.message : messageOf(receivedError(message.error)));
    });
    thread.on('error', (error: unknown) => this.#report(messageOf(asError(error))));
    const cancel = this.#replaceAfter(exited, script);
    this.#end = async () => {
      cancel();
      thread.postMessage('stop');
      await exited;
    };
  }

  #replaceAfter(exited: Promise<void>, script: URL): () => void {
    let cancel: () => void = () => undefined;
    void exited.then(() => {
      if (!this.#isStopped) cancel = realTimers.after(RESTART_MS, () => this.#startThread(script));
    });
    return () => cancel();
  }

  #receive(status: TreeStatus | null): void {
    const messages = [status, ...(status?.publications ?? [])].flatMap((one) => one?.message ?? []);
    for (const message of messages) this.#report(message);
    this.#status = status;
  }

  #report(message: string): void {
    this.#failures.record(message, { message: `The tree of the log: ${message}` }, 'ledger');
  }
}
