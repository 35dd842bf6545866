import type { AttachmentStore } from '@ledgerdesk/attachments';
import { addMillis, type Clock, HOUR, type Instant, type Timers } from '@ledgerdesk/kernel';
import { attachments as attachmentsProjection, isAttached } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { HourlySweep } from '../hourly-sweep.js';

/** The stores that a sweep reads. */
interface SweepSources {
  readonly attachments: AttachmentStore;
  readonly rows: RowReader;
  /** Resolves with true if these read models have processed the whole log. */
  readonly caughtUp: (projections: readonly string[]) => Promise<boolean>;
}

/** Hours for which content is kept: an upload can be attached for 22, and commands are being recorded after that. */
const KEPT_HOURS = 22.5;

/**
 * Deletes content that was stored more than `keptHours` ago and that no message refers to. Deletes nothing while the
 * read model is behind. Returns the number of files that were deleted.
 */
export const sweepAttachments = async (
  { attachments, rows, caughtUp }: SweepSources,
  now: Instant,
  keptHours = KEPT_HOURS,
): Promise<number> => {
  const before = addMillis(now, -keptHours * HOUR);
  if (!(await caughtUp([attachmentsProjection.name]))) return 0;
  let deleted = 0;
  for await (const sha256 of attachments.listOlderThan(before)) {
    if (await isAttached(rows, sha256)) continue;
    await attachments.delete(sha256, before);
    deleted += 1;
  }
  return deleted;
};

interface SweepOptions extends SweepSources {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Hours for which files are kept, at an instant. Default: 22.5. */
  readonly keptHours?: (at: Instant) => number;
  /** Called after files were deleted, with how many. Default: nothing. */
  readonly onDeleted?: (count: number, before: Instant) => Promise<void>;
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
  private readonly sweeps: HourlySweep;

  constructor(private readonly options: SweepOptions) {
    this.sweeps = new HourlySweep(options, () => this.deleteOld());
  }

  start(): void {
    this.sweeps.start();
  }

  /** Cancels the timer; resolves once a running sweep has ended. */
  stop(): Promise<void> {
    return this.sweeps.stop();
  }

  private async deleteOld(): Promise<void> {
    const { clock, keptHours, onDeleted } = this.options;
    const now = clock.now();
    const hours = keptHours?.(now) ?? KEPT_HOURS;
    const deleted = await sweepAttachments(this.options, now, hours);
    if (deleted > 0) await onDeleted?.(deleted, addMillis(now, -hours * HOUR));
  }
}
