import { PageBytes, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { type Position, Signal } from '@ledgerdesk/kernel';
import type { Group } from './group.js';
import type { ParkedEvent } from './group-state.js';

interface ParkedPage {
  readonly events: readonly StoredEvent[];
  /** Positions of parked events that the log no longer contains. */
  readonly missing: readonly Position[];
}

interface ReplayCallbacks {
  /** Runs an action on the group, and handles what it throws. */
  readonly attempt: (action: () => void) => void;
  readonly onError: (error: unknown) => void;
}

/** Parked events read between checks whether the group needs more. */
const PAGE_SIZE = 20;

/** Delivers the parked events of a group again. Reads a page of the log at a time, while the group needs events. */
export class ParkedReplay {
  private readonly requested = new Map<Position, ParkedEvent>();
  private readonly demand = new Signal();
  private isRunning = false;
  private stopped = false;

  constructor(
    private readonly log: ReadableLog,
    private readonly group: Group,
    private readonly callbacks: ReplayCallbacks,
  ) {}

  /** Returns at once. Ignores events that wait for their replay already. */
  add(parked: readonly ParkedEvent[]): void {
    for (const event of parked) this.requested.set(event.position, event);
    if (!this.isRunning) void this.run().catch((error: unknown) => this.callbacks.onError(error));
  }

  /** Call whenever the group may need events. */
  wake(): void {
    this.demand.notify();
  }

  stop(): void {
    this.stopped = true;
    this.wake();
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    try {
      while (this.requested.size > 0) {
        while (!this.group.needsEvents && !this.stopped) await this.demand.wait();
        if (this.stopped) return;
        const { events, missing } = await this.readPage();
        this.callbacks.attempt(() => this.group.parked.remove(missing));
        this.callbacks.attempt(() => this.group.replay(events));
      }
    } finally {
      this.isRunning = false;
    }
  }

  /** Takes the next requested events, up to about MAX_PAGE_BYTES. */
  private async readPage(): Promise<ParkedPage> {
    const [events, missing, bytes]: [StoredEvent[], Position[], PageBytes] = [[], [], new PageBytes()];
    for (const { stream, revision, position, eventId } of this.requested.values()) {
      if (events.length + missing.length === PAGE_SIZE || bytes.isFull) break;
      this.requested.delete(position);
      const [event] = await this.log.readStream(stream, { from: revision, limit: 1 });
      if (event?.position !== position || (eventId ?? event.id) !== event.id) {
        missing.push(position);
        continue;
      }
      events.push(event);
      bytes.add(event);
    }
    return { events, missing };
  }
}
