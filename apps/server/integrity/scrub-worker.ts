import type { ScrubStatus } from '@ledgerdesk/integrity';
import { asError, messageOf, receivedError, type Timers } from '@ledgerdesk/kernel';
import { type LogEntry, realTimers, SampledLog } from '@ledgerdesk/runtime';
import { Logger } from '@nestjs/common';
import { Worker } from 'node:worker_threads';
import { threadScript } from '../thread-script.js';
import type { ScrubData, ScrubMessage } from './scrub-message.js';

/** After the engine has started or the thread has crashed, in ms: until then, others need the machine more. */
const START_MS = 60_000;

const samplingLog = () => {
  const log = new Logger('scrub');
  return new SampledLog(
    { write: (entry: LogEntry) => log.error(entry), debug: (entry: LogEntry) => log.debug(entry) },
    realTimers,
  );
};

interface ScrubWorkerOptions {
  readonly script?: URL;
  readonly timers?: Pick<Timers, 'after'>;
  readonly startMs?: number;
}

/** Checks the stores in a worker thread of its own, and has the status. A thread that has crashed is replaced. */
export class ScrubWorker {
  #status: ScrubStatus | null = null;
  readonly #failures = samplingLog();
  #cancel: () => void = () => undefined;
  #end: () => Promise<void> = async () => undefined;
  #isStopped = false;

  constructor(
    private readonly data: ScrubData,
    private readonly options: ScrubWorkerOptions = {},
  ) {
    this.#startLater();
  }

  /** Null while another process checks, and before this one has begun. */
  get status(): ScrubStatus | null {
    return this.#status;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel();
    await this.#end();
    this.#failures.close();
  }

  #startLater(): void {
    const { timers = realTimers, startMs = START_MS } = this.options;
    if (!this.#isStopped) this.#cancel = timers.after(startMs, () => this.#startThread());
  }

  #startThread(): void {
    const thread = new Worker(this.options.script ?? threadScript('integrity/scrub-thread'), { workerData: this.data });
    const exited = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
    thread.on('message', (message: ScrubMessage) => this.#receive(message));
    thread.on('error', (error: unknown) => this.#report(messageOf(asError(error))));
    void exited.then(() => this.#startLater());
    this.#end = async () => {
      thread.postMessage('stop');
      await exited;
    };
  }

  #receive(message: ScrubMessage): void {
    if (message.kind === 'status') this.#take(message.status);
    else this.#report(message.kind === 'error' ? message.message : messageOf(receivedError(message.error)));
  }

  #take(status: ScrubStatus | null): void {
    if (status?.message !== undefined) this.#report(status.message);
    for (const { code, place, detail, state } of status?.findings ?? [])
      if (state === 'damage') this.#report(`${place}: ${detail} [${code}]`);
    this.#status = status;
  }

  #report(message: string): void {
    this.#failures.record(message, { message: `Check of the stores: ${message}` }, 'scrub');
  }
}
