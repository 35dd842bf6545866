import type { AttachmentStore } from '@ledgerdesk/attachments';
import { addMillis, type Clock, HOUR, type Instant, MINUTE, type Timers } from '@ledgerdesk/kernel';
import { attachments as attachmentsProjection, isAttached } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';

/** The stores that a sweep reads. */
interface SweepSources {
  readonly attachments: AttachmentStore;
  readonly rows: RowReader;
  /** Resolves with true if these read models have processed the whole log. */
  readonly caughtUp: (projections: readonly string[]) => Promise<boolean>;
}

/** An upload can be attached for 22 hours; the time after covers commands that are still being recorded. */
const RETENTION_MS = 22 * HOUR + 30 * MINUTE;
/** Time from the start to the first sweep: an engine that restarts often sweeps too. */
const FIRST_MS = MINUTE;

/**
 * Deletes content that was stored more than 22.5 hours ago and that no message refers to. Deletes nothing while the
 * read model is behind.
 */
export const sweepAttachments = async ({ attachments, rows, caughtUp }: SweepSources, now: Instant): Promise<void> => {
  const before = addMillis(now, -RETENTION_MS);
  if (!(await caughtUp([attachmentsProjection.name]))) return;
  for await (const sha256 of attachments.listOlderThan(before)) {
    if (!(await isAttached(rows, sha256))) await attachments.delete(sha256, before);
  }
};

interface SweepOptions extends SweepSources {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Called with the error of a failed sweep; the next sweep starts over. */
  readonly onError: (error: unknown) => void;
}

/**
 * Sweeps attachments one minute after `start`, and again an hour after each sweep: an upload that nobody attaches is
 * deleted within 24 hours.
 *
 * @example
 * const sweep = new AttachmentSweep({ attachments, rows, caughtUp, clock, timers, onFault });
 * sweep.start();
 */
export class AttachmentSweep {
  private cancel: () => void = () => undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly options: SweepOptions) {}

  start(): void {
    this.schedule(FIRST_MS);
  }

  /** Cancels the timer; resolves once a running sweep has ended. */
  stop(): Promise<void> {
    this.stopped = true;
    this.cancel();
    return this.sweeping;
  }

  private schedule(ms: number): void {
    this.cancel = this.options.timers.after(ms, () => {
      this.sweeping = this.sweep();
    });
  }

  private async sweep(): Promise<void> {
    const { clock, onError } = this.options;
    await sweepAttachments(this.options, clock.now()).catch(onError);
    if (!this.stopped) this.schedule(HOUR);
  }
}
