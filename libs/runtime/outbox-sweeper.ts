import { setImmediate as nextTurn } from 'node:timers/promises';
import { addMillis, type Clock, DAY, HOUR, type Timers } from '@ledgerdesk/kernel';
import type { Outbox } from '@ledgerdesk/outbox';

/** How long sent messages are kept. */
const RETENTION_MS = 30 * DAY;
/** Small enough that a delete does not block other users of the outbox. */
const BATCH = 500;

export interface SweeperOptions {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** Deletes messages that were sent over 30 days ago, every hour. Keeps waiting and dead messages. */
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
    const { outbox, clock, timers } = this.options;
    const before = addMillis(clock.now(), -RETENTION_MS);
    try {
      while (!this.stopped && (await outbox.deleteSent(before, BATCH)) === BATCH) await nextTurn();
    } catch {
      // The database may be unavailable for a while.
    }
    if (!this.stopped) this.cancel = timers.after(HOUR, () => this.start());
  }
}
