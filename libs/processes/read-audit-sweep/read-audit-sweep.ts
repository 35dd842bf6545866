import { addMillis, type Clock, DAY, type Instant, type Timers } from '@ledgerdesk/kernel';
import type { DroppedReads, ReadAudit, ReadTree } from '@ledgerdesk/read-audit';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { HourlySweep } from '../hourly-sweep.js';

/** Records that one event on the log stands for. */
const MAX_RECORDED = 100_000;
/** Small enough that records of reads do not wait for long. */
const BATCH = 500;

interface ReadAuditSweepOptions {
  readonly audit: Pick<ReadAudit, 'droppable' | 'drop' | 'tree'>;
  /** Days for which records are kept, at an instant. */
  readonly keptDays: (at: Instant) => number;
  /** Records on the log what is about to be dropped. Nothing is dropped if it rejects. */
  readonly onDrop: (dropped: DroppedReads, before: Instant, tree: ReadTree) => Promise<void>;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Called with the error of a failed sweep; the next sweep starts over. */
  readonly onError: (error: unknown) => void;
}

/**
 * Drops records of reads that are older than the retention, one minute after `start` and an hour after each sweep. What
 * is dropped is on the log before it is gone: a sweep that a crash interrupts is recorded again, with what is left.
 */
export class ReadAuditSweep {
  private readonly sweeps: HourlySweep;

  constructor(private readonly options: ReadAuditSweepOptions) {
    this.sweeps = new HourlySweep(options, () => this.dropOld());
  }

  start(): void {
    this.sweeps.start();
  }

  /** Cancels the timer; resolves once a running sweep has ended. */
  stop(): Promise<void> {
    return this.sweeps.stop();
  }

  private async dropOld(): Promise<void> {
    const { audit, keptDays, onDrop, clock } = this.options;
    const now = clock.now();
    const before = addMillis(now, -keptDays(now) * DAY);
    for (let oldest = await audit.droppable(before, MAX_RECORDED); oldest && !this.sweeps.isStopped;) {
      await onDrop(oldest, before, await audit.tree());
      await this.drop(oldest.count, before);
      oldest = await audit.droppable(before, MAX_RECORDED);
    }
  }

  private async drop(count: number, before: Instant): Promise<void> {
    for (let left = count; left > 0 && !this.sweeps.isStopped;) {
      const dropped = await this.options.audit.drop(before, Math.min(left, BATCH));
      if (!dropped) return;
      left -= dropped.count;
      await nextTurn();
    }
  }
}
