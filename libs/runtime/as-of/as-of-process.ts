import type { CallCounts } from '@ledgerdesk/event-store';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { BackgroundChild } from '../child/background-child.js';
import { AsOfInterrupted } from './as-of-errors.js';
import type { AsOfReport, AsOfRequest, NumberedTask, Outcome, ThreadsData } from './as-of-message.js';

export interface AsOfProcessOptions extends ThreadsData {
  /** Environment variables of the process. Default: those of this one. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Counts the calls of the process to the log server. */
  readonly calls?: CallCounts | undefined;
}

interface Waiting {
  readonly onStart: () => void;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

const SCRIPT = pathToFileURL(createRequire(import.meta.url).resolve('#compiled/libs/runtime/as-of/as-of-child.js'));

/** When to give up a task. */
export interface GivingUp {
  /** The answer is no longer wanted. The task ends soon, and its thread goes on. */
  readonly cancelled?: AbortSignal | undefined;
  /** The thread has to end at once. */
  readonly ended: AbortSignal;
}

type Child = BackgroundChild<AsOfRequest, AsOfReport>;

/** The process that runs as-of queries. It starts with the first one, and after it has ended with the next one. */
export class AsOfProcess {
  private child: Child | undefined;
  private isClosed = false;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly options: AsOfProcessOptions) {}

  /**
   * Runs a task. `onStart` is called when a thread begins with it. Rejects with AsOfInterrupted if the process ends.
   */
  async run(task: NumberedTask, { cancelled, ended }: GivingUp, onStart: () => void): Promise<Outcome> {
    const { number } = task;
    const child = this.running();
    const outcome = new Promise<Outcome>((resolve, reject) => this.waiting.set(number, { onStart, resolve, reject }));
    const cancel = (): void => child.send({ kind: 'cancel', number });
    const end = (): void => child.send({ kind: 'end', number });
    cancelled?.addEventListener('abort', cancel, { once: true });
    ended.addEventListener('abort', end, { once: true });
    try {
      child.send({ kind: 'run', task });
      return await outcome;
    } finally {
      this.waiting.delete(number);
      cancelled?.removeEventListener('abort', cancel);
      ended.removeEventListener('abort', end);
    }
  }

  /** Ends the process. Running tasks reject. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.child?.kill();
  }

  private running(): Child {
    if (this.isClosed) throw new AsOfInterrupted('As-of queries have been closed.');
    return (this.child ??= this.start());
  }

  private start(): Child {
    const { env, calls, ...data } = this.options;
    const child: Child = new BackgroundChild({ script: SCRIPT, env });
    child.on('message', (report) => {
      const waiting = this.waiting.get(report.number);
      if (report.kind === 'started') return waiting?.onStart();
      calls?.add(report.outcome.calls ?? []);
      waiting?.resolve(report.outcome);
    });
    child.once('end', (reason) => {
      this.child = undefined;
      const error = new AsOfInterrupted(`As-of queries were interrupted. ${reason.message}`);
      for (const { reject } of this.waiting.values()) reject(error);
    });
    child.send({ kind: 'open', data });
    return child;
  }
}
