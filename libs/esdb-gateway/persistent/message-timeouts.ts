import type { Position, Timers } from '@ledgerdesk/kernel';

/** How long an event may stay with a consumer: one timer for all that are in flight. */
export class Deadlines {
  /** In the order in which they fall due, as all have the same time. */
  private readonly due = new Map<Position, number>();
  private cancel: (() => void) | undefined;

  /** 0 ms is for ever. */
  constructor(
    private readonly ms: number,
    private readonly timers: Timers,
    private readonly passed: (positions: readonly Position[]) => void,
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
    const late = [...this.due].filter(([, at]) => at <= now).map(([position]) => position);
    for (const position of late) this.due.delete(position);
    const [next] = this.due.values();
    this.cancel = next === undefined ? undefined : this.timers.after(next - now, () => this.fire());
    if (late.length > 0) this.passed(late);
  }
}
