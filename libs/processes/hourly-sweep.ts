import { HOUR, MINUTE, type Timers } from '@ledgerdesk/kernel';

/** Time from the start to the first sweep: an engine that restarts often sweeps too. */
const FIRST_MS = MINUTE;

interface HourlySweepOptions {
  readonly timers: Timers;
  /** Called with the error of a failed sweep; the next sweep starts over. */
  readonly onError: (error: unknown) => void;
}

/** Runs a sweep one minute after `start`, and again an hour after each sweep. */
export class HourlySweep {
  private cancel: () => void = () => undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly options: HourlySweepOptions,
    private readonly sweepOnce: () => Promise<void>,
  ) {}

  /** A sweep that has begun should end early then. */
  get isStopped(): boolean {
    return this.stopped;
  }

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
    await this.sweepOnce().catch(this.options.onError);
    if (!this.stopped) this.schedule(HOUR);
  }
}
