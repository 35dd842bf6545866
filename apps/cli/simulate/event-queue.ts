/** A simulated event: what happens and when, in ms since the epoch. */
interface QueuedEvent {
  readonly at: number;
  readonly action: (at: number) => Promise<void>;
}

/** Events ordered by time. Events with the same time keep the order in which they were scheduled. */
export class EventQueue {
  private readonly events: QueuedEvent[] = [];

  /** Schedules an action, which is called with `at`. */
  schedule(at: number, action: (at: number) => Promise<void>): void {
    let index = this.events.length;
    while (index > 0 && (this.events[index - 1]?.at ?? 0) > at) index -= 1;
    this.events.splice(index, 0, { at, action });
  }

  /** Removes and returns the earliest event, or undefined if the queue is empty. */
  next(): QueuedEvent | undefined {
    return this.events.shift();
  }
}
