import type { Timers } from '@ledgerdesk/kernel';

/** Ends an append whose client stops sending before it is complete. */
export class AppendProgress {
  private cancel = (): void => undefined;
  private stalled = false;

  /** `onStall` is called once, `ms` after the last message. */
  constructor(
    private readonly timers: Pick<Timers, 'after'>,
    private readonly ms: number,
    private readonly onStall: () => void,
  ) {
    this.made();
  }

  /** True once `onStall` was called: the append must not be committed. */
  get hasStalled(): boolean {
    return this.stalled;
  }

  /** Call for each message. */
  made(): void {
    if (this.stalled) return;
    this.cancel();
    this.cancel = this.timers.after(this.ms, () => {
      this.stalled = true;
      this.onStall();
    });
  }

  /** Call when the append is complete, refused or abandoned. */
  end(): void {
    this.cancel();
  }
}
