import type { CallCounts } from '@ledgerdesk/event-store';
import { asError, type Timers } from '@ledgerdesk/kernel';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { BackgroundChild } from '../child/background-child.js';
import { backoff } from '../firing-policy.js';
import { AsOfClosed, AsOfInterrupted } from './as-of-errors.js';
import type { AsOfReport, AsOfRequest, NumberedTask, Outcome, ThreadsData } from './as-of-message.js';

type Child = Pick<BackgroundChild<AsOfRequest, AsOfReport>, 'send' | 'kill'>;

/** What is called with each report of a process, and when it has ended. */
export interface ChildListener {
  readonly onReport: (report: AsOfReport) => void;
  readonly onEnd: (reason: Error) => void;
}

export interface AsOfProcessOptions {
  /** What its threads are started with. */
  readonly data: ThreadsData;
  /** Environment variables of the process. */
  readonly env: NodeJS.ProcessEnv;
  /** Counts the calls of the process to the log server. */
  readonly calls?: CallCounts | undefined;
  readonly timers: Timers;
  /** Called with the reason when a process has ended before it was closed. */
  readonly onInterrupted?: ((reason: Error) => void) | undefined;
  /** Starts the process. Default: the script of as-of queries, in a process of its own. */
  readonly start?: (env: NodeJS.ProcessEnv, listener: ChildListener) => Child;
}

interface Waiting {
  readonly onStart: () => void;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

const SCRIPT = pathToFileURL(createRequire(import.meta.url).resolve('#compiled/libs/runtime/as-of/as-of-child.js'));

/** Longest time until a task starts, which includes the start of the process and its thread on a busy machine. */
const START_MS = 30_000;
/** Longest time until a thread has ended. */
const END_MS = 10_000;
/** Delay of the next start after that many processes in a row have ended before they answered. */
const restartMs = backoff(1_000, 5_000);

const startChild: NonNullable<AsOfProcessOptions['start']> = (env, { onReport, onEnd }) => {
  const child = new BackgroundChild<AsOfRequest, AsOfReport>({ script: SCRIPT, env });
  child.on('message', onReport);
  child.on('end', onEnd);
  return child;
};

/** When to give up a task. */
export interface GivingUp {
  /** The answer is no longer wanted. The task ends soon, and its thread goes on. */
  readonly cancelled?: AbortSignal | undefined;
  /** The thread has to end at once. */
  readonly ended: AbortSignal;
}

/**
 * The process that runs as-of queries. It starts with the first one, and after it has ended with the next one, but not
 * at once if it had not answered before. It is killed if it does not respond.
 */
export class AsOfProcess {
  private child: Child | undefined;
  private isClosed = false;
  /** How many processes in a row were started and have not answered. */
  private unanswered = 0;
  /** When the next process may start. */
  private startsAt = 0;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly options: AsOfProcessOptions) {}

  /**
   * Runs a task. `onStart` is called when a thread begins with it. Rejects with AsOfInterrupted if the process ends,
   * does not respond, or may not start yet, and with AsOfClosed once it is closed.
   */
  async run(task: NumberedTask, { cancelled, ended }: GivingUp, onStart: () => void): Promise<Outcome> {
    cancelled?.throwIfAborted();
    const { number } = task;
    const child = this.running();
    let stopTimer = this.expectWithin(START_MS, child);
    const started = (): void => {
      stopTimer();
      onStart();
    };
    const outcome = new Promise<Outcome>((resolve, reject) =>
      this.waiting.set(number, { onStart: started, resolve, reject }),
    );
    const cancel = (): void => child.send({ kind: 'cancel', number });
    const end = (): void => {
      stopTimer = this.expectWithin(END_MS, child);
      child.send({ kind: 'end', number });
    };
    cancelled?.addEventListener('abort', cancel, { once: true });
    ended.addEventListener('abort', end, { once: true });
    try {
      child.send({ kind: 'run', task });
      return await outcome;
    } finally {
      stopTimer();
      this.waiting.delete(number);
      cancelled?.removeEventListener('abort', cancel);
      ended.removeEventListener('abort', end);
    }
  }

  /** Ends the process. Running tasks reject with AsOfClosed. */
  async close(): Promise<void> {
    this.isClosed = true;
    const { child } = this;
    this.child = undefined;
    this.rejectAll(new AsOfClosed());
    await child?.kill();
  }

  private running(): Child {
    if (this.isClosed) throw new AsOfClosed();
    if (this.child) return this.child;
    if (this.options.timers.elapsed() < this.startsAt)
      throw new AsOfInterrupted(
        'The process of as-of queries ended before its first answer. It starts again in 1 to 5 s.',
      );
    return this.start();
  }

  private start(): Child {
    const { data, env, start = startChild } = this.options;
    const child = start(env, {
      onReport: (report) => this.receive(report),
      onEnd: (reason) => this.lose(child, reason),
    });
    this.child = child;
    this.unanswered += 1;
    try {
      child.send({ kind: 'open', data });
    } catch (error) {
      this.lose(child, asError(error));
      throw error;
    }
    return child;
  }

  private receive(report: AsOfReport): void {
    const waiting = this.waiting.get(report.number);
    if (report.kind === 'started') return waiting?.onStart();
    this.unanswered = 0;
    this.options.calls?.add(report.outcome.calls ?? []);
    waiting?.resolve(report.outcome);
  }

  /** Loses a process that does not respond in time. Returns a function that ends the wait. */
  private expectWithin(ms: number, child: Child): () => void {
    return this.options.timers.after(ms, () =>
      this.lose(child, new Error(`The process has not responded for ${ms / 1_000} s.`)),
    );
  }

  /** Kills a process, and rejects what it was running. A later task starts another one. */
  private lose(child: Child, reason: Error): void {
    if (this.child !== child) return;
    this.child = undefined;
    void child.kill();
    if (this.unanswered > 0) this.startsAt = this.options.timers.elapsed() + restartMs(this.unanswered);
    this.rejectAll(new AsOfInterrupted(`As-of queries were interrupted. ${reason.message}`, { cause: reason }));
    this.options.onInterrupted?.(reason);
  }

  private rejectAll(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
  }
}
