import { messageOf } from '@ledgerdesk/kernel';
import { StoreFailed } from '../errors.js';
import type { LogWriter } from './log-writer.js';

/** After a failed step, in ms: the disk may be full for a while. */
const RETRY_MS = 1_000;

interface TreeBackfillOptions {
  /** Called with the first of a series of failures that may pass. */
  readonly onWarning: (message: string) => void;
  /** Called if the log can no longer be written. */
  readonly onFailure: (message: string) => void;
  /** Called after each step. */
  readonly onStep?: () => void;
}

/**
 * Gives an older log its tree, in steps between which the thread commits what has arrived. It pauses after each step
 * for as long as the step took, and resumes where it was after a restart.
 */
export class TreeBackfill {
  private timer: NodeJS.Timeout | undefined;
  private warned = false;

  constructor(
    private readonly writer: LogWriter,
    private readonly options: TreeBackfillOptions,
  ) {
    this.schedule(0);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private schedule(ms: number): void {
    if (this.writer.isTreeCurrent) return;
    this.timer = setTimeout(() => this.step(), ms).unref();
  }

  private step(): void {
    const began = performance.now();
    try {
      this.writer.backfillTree();
      this.warned = false;
      this.options.onStep?.();
      this.schedule(performance.now() - began);
    } catch (error) {
      this.report(error);
    }
  }

  private report(error: unknown): void {
    if (error instanceof StoreFailed) {
      this.options.onFailure(error.message);
      return;
    }
    if (!this.warned) this.options.onWarning(messageOf(error));
    this.warned = true;
    this.schedule(RETRY_MS);
  }
}
