import { setImmediate as nextTurn } from 'node:timers/promises';
import { addMillis, type Clock, DAY, HOUR, type Timers } from '@ledgerdesk/kernel';
import type { Outbox } from '@ledgerdesk/outbox';

/** For so long it is known what was sent. */
const KEPT_MS = 30 * DAY;
/** Few enough that nobody else waits for the outbox. */
const AT_ONCE = 500;

export interface SweeperOptions {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** Forgets what was sent long ago, so that the outbox does not grow with the log. What was given up stays. */
export class OutboxSweeper {
  private stopped = false;
  private sweeping: Promise<void> = Promise.resolve();
  private cancel = (): void => undefined;

  constructor(private readonly options: SweeperOptions) {}

  start(): void {
    this.sweeping = this.sweep();
  }

  /** Resolves when nothing is being forgotten any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.cancel();
    await this.sweeping;
  }

  /** What fails is tried again in an hour: it is only tidied up later. */
  private async sweep(): Promise<void> {
    const { outbox, clock, timers } = this.options;
    const before = addMillis(clock.now(), -KEPT_MS);
    try {
      while (!this.stopped && (await outbox.deleteSent(before, AT_ONCE)) === AT_ONCE) await nextTurn();
    } catch {
      // There may be no database for a while.
    }
    if (!this.stopped) this.cancel = timers.after(HOUR, () => this.start());
  }
}
