import type { Position, Timers } from '@ledgerdesk/kernel';

/** Times out messages in flight, with one timer for all of them. */
export class MessageTimeouts {
  /** When each message times out. In order of time, because the timeout is the same for all. */
  private readonly due = new Map<Position, number>();
  private cancel: (() => void) | undefined;

  /** `ms` of 0 disables the timeout. */
  constructor(
    private readonly ms: number,
    private readonly timers: Timers,
    private readonly onTimeout: (positions: readonly Position[]) => void,
  ) {}

  start(position: Position): void {
    if (this.ms === 0) return;
    this.due.set(position, this.timers.elapsed() + this.ms);
    this.cancel ??= this.timers.after(this.ms, () => this.fire());
  }

  stop(position: Position): void {
    this.due.delete(position);
  }

  close(): void {
    this.cancel?.();
  }

  private fire(): void {
    const now = this.timers.elapsed();
    const timedOut = [...this.due].filter(([, at]) => at <= now).map(([position]) => position);
    for (const position of timedOut) this.due.delete(position);
    const [next] = this.due.values();
    this.cancel = next === undefined ? undefined : this.timers.after(next - now, () => this.fire());
    if (timedOut.length > 0) this.onTimeout(timedOut);
  }
}
