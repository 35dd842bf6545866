import { setImmediate as nextTurn } from 'node:timers/promises';
import { addMillis, type Clock, DAY, HOUR, type Instant, type Timers } from '@ledgerdesk/kernel';
import type { EndedState, Outbox } from '@ledgerdesk/outbox';
import { MAX_PAUSE_MS } from './recipient-holds.js';

/** Small enough that a delete does not block other users of the outbox. */
const BATCH = 500;

/** How long messages are kept after they ended. */
export interface OutboxRetention {
  readonly keepSentDays: number;
  readonly keepDeadDays: number;
}

export interface SweeperOptions {
  readonly outbox: Outbox;
  /** The retention in force at an instant. */
  readonly retention: (at: Instant) => OutboxRetention;
  /** Called after messages were deleted, with how many. Default: nothing. */
  readonly onDeleted?: (state: EndedState, count: number, before: Instant) => Promise<void>;
  readonly clock: Clock;
  readonly timers: Timers;
}

/**
 * Deletes, every hour, messages that were sent, or died, longer ago than the retention, commands without effect that
 * were remembered for a day, and holds of topics that no later hold can continue. Keeps waiting messages.
 */
export class OutboxSweeper {
  private stopped = false;
  private sweeping: Promise<void> = Promise.resolve();
  private cancel = (): void => undefined;

  constructor(private readonly options: SweeperOptions) {}

  start(): void {
    this.sweeping = this.sweep();
  }

  /** Resolves when no delete is running. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.cancel();
    await this.sweeping;
  }

  /** A delete that fails is retried in an hour. */
  private async sweep(): Promise<void> {
    const { clock, outbox, retention, timers } = this.options;
    const now = clock.now();
    const { keepSentDays, keepDeadDays } = retention(now);
    try {
      await this.deleteBefore('sent', addMillis(now, -keepSentDays * DAY));
      await this.deleteBefore('dead', addMillis(now, -keepDeadDays * DAY));
      await this.forgetBefore(addMillis(now, -DAY));
      await outbox.topicHolds.deleteEnded(addMillis(now, -MAX_PAUSE_MS));
    } catch {
      // The database may be unavailable for a while.
    }
    if (!this.stopped) this.cancel = timers.after(HOUR, () => this.start());
  }

  private async forgetBefore(before: Instant): Promise<void> {
    while (!this.stopped && (await this.options.outbox.noOps.forget(before, BATCH)) === BATCH) await nextTurn();
  }

  private async deleteBefore(state: EndedState, before: Instant): Promise<void> {
    const { outbox, onDeleted } = this.options;
    let deleted = 0;
    for (let batch = BATCH; batch === BATCH && !this.stopped; deleted += batch) {
      batch = await outbox.deleteEnded(state, before, BATCH);
      if (batch === BATCH) await nextTurn();
    }
    if (deleted > 0) await onDeleted?.(state, deleted, before);
  }
}
