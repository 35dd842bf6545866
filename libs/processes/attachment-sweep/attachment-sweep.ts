import type { AttachmentStore } from '@ledgerdesk/attachments';
import { type Clock, type Instant, instantOf, millisOf, type Timers } from '@ledgerdesk/kernel';
import { attachments as attached, isAttached } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';

/** What a sweep looks at. */
export interface SweepSources {
  readonly attachments: AttachmentStore;
  readonly rows: RowReader;
  /** Whether these read models have looked at all that is in the log now. */
  readonly caughtUp: (projections: readonly string[]) => Promise<boolean>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** An upload can be attached for a day. For another one, what was just attached may still be on its way. */
const KEPT_MS = 2 * DAY_MS;

/** Forgets content that was put more than two days ago and that no message carries; nothing while the read model lags behind. */
export const sweepAttachments = async ({ attachments, rows, caughtUp }: SweepSources, now: Instant): Promise<void> => {
  const before = instantOf(millisOf(now) - KEPT_MS);
  if (!(await caughtUp([attached.name]))) return;
  for await (const sha256 of attachments.listOlderThan(before)) {
    if (!(await isAttached(rows, sha256))) await attachments.delete(sha256, before);
  }
};

export interface SweepOptions extends SweepSources {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Told why a sweep broke off; the next one begins anew. */
  readonly onFault: (fault: unknown) => void;
}

/** Sweeps once a day, for the first time an hour after it was started. */
export class AttachmentSweep {
  private cancel: () => void = () => undefined;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(private readonly parts: SweepOptions) {}

  start(): void {
    this.next(HOUR_MS);
  }

  /** Resolves when no sweep is under way any more. */
  stop(): Promise<void> {
    this.cancel();
    return this.sweeping;
  }

  private next(ms: number): void {
    const { clock, timers, onFault } = this.parts;
    this.cancel = timers.after(ms, () => {
      this.next(DAY_MS);
      this.sweeping = sweepAttachments(this.parts, clock.now()).catch(onFault);
    });
  }
}
