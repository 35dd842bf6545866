import { Pause, type Timers } from '@ledgerdesk/kernel';
import { backoff } from './firing-policy.js';
import type { Sender } from './sender.js';

const retryMs = backoff(1_000, 60_000);

/**
 * Completes the attempts that senders left open when another process took over: an outage of the database takes the
 * lock of a process away together with the answers to its statements. Retries until the outbox has confirmed them all.
 */
export class Settlement {
  private readonly pause: Pause;
  private isStopped = false;
  private running: Promise<void> | undefined;

  /** `timers`: real time, for the pauses between attempts. */
  constructor(
    private readonly senders: readonly Sender[],
    timers: Pick<Timers, 'after'>,
  ) {
    this.pause = new Pause(timers);
  }

  start(): void {
    this.running = this.run();
  }

  /** Resolves when nothing is running. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.pause.end();
    await this.running;
  }

  private async run(): Promise<void> {
    for (let attempt = 1; !this.isStopped; attempt += 1) {
      const open = this.senders.filter(({ hasOpenAttempts }) => hasOpenAttempts);
      if (open.length === 0) return;
      const results = await Promise.allSettled(open.map((sender) => sender.settle()));
      if (!this.isStopped && results.some(({ status }) => status === 'rejected'))
        await this.pause.for(retryMs(attempt));
    }
  }
}
