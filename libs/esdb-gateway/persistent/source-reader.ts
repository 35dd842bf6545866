import type { LogMessage, ReadableLog, StoredEvent } from '@ledgerdesk/event-store';
import { type Position, Signal } from '@ledgerdesk/kernel';
import type { Subscription } from 'rxjs';
import { type EventMatcher, eventMatcher, MATCH_ALL } from '../protocol/event-filter.js';
import type { Group } from './group.js';
import { ALL_STREAMS, type ParkedEvent, type SavedGroup } from './group-state.js';

const matcherOf = ({ source, filter, start, checkpoint = start }: SavedGroup): EventMatcher => {
  // Without the store's filter: the events between matches count towards checkpoints.
  if (source === ALL_STREAMS) return filter ? { ...eventMatcher(filter), storeFilter: {} } : MATCH_ALL;
  return {
    matches: ({ stream, revision }) => stream === source && revision > checkpoint.revision,
    storeFilter: { streamPrefixes: [source] },
  };
};

interface ParkedRead {
  readonly events: readonly StoredEvent[];
  readonly missing: readonly Position[];
}

interface SourceReaderCallbacks {
  /** Runs an action on the group, and handles what it throws. */
  readonly attempt: (action: () => void) => void;
  readonly onError: (error: unknown) => void;
  /** Called when the log is closed. */
  readonly onClose: () => void;
}

/** Offers a group the events of its source, while the group needs events. */
export class SourceReader {
  private readonly demand = new Signal();
  private subscription: Subscription | undefined;
  private stopped = false;
  private caughtUp = false;

  constructor(
    private readonly log: ReadableLog,
    private readonly definition: SavedGroup,
    private readonly group: Group,
    private readonly callbacks: SourceReaderCallbacks,
  ) {}

  /** True if the group has read up to the head of the log. */
  get isLive(): boolean {
    return this.caughtUp;
  }

  /** Starts reading, unless it has started. */
  start(): void {
    const { attempt, onError, onClose } = this.callbacks;
    const { start, checkpoint = start } = this.definition;
    const { matches, storeFilter } = matcherOf(this.definition);
    this.subscription ??= this.log
      .subscribe(checkpoint.position, storeFilter, () => this.ready())
      .subscribe({
        next: (message) => attempt(() => this.receive(message, matches)),
        error: onError,
        complete: onClose,
      });
  }

  /** Call whenever the group may need events. */
  wake(): void {
    this.demand.notify();
  }

  stop(): void {
    this.stopped = true;
    this.demand.notify();
    this.subscription?.unsubscribe();
  }

  /** Reads parked events. `missing`: the positions of those that the log no longer contains. */
  async readParked(parked: readonly ParkedEvent[]): Promise<ParkedRead> {
    const events: StoredEvent[] = [];
    const missing: Position[] = [];
    for (const { stream, revision, position, eventId } of parked) {
      const [event] = await this.log.readStream(stream, { from: revision, limit: 1 });
      if (event?.position === position && (eventId ?? event.id) === event.id) events.push(event);
      else missing.push(position);
    }
    return { events, missing };
  }

  private async ready(): Promise<void> {
    while (!this.group.needsEvents && !this.stopped) await this.demand.wait();
  }

  private receive(message: LogMessage, matches: EventMatcher['matches']): void {
    if (message.kind === 'events') this.group.offer(message.events, matches);
    this.group.scannedTo(message.scannedTo, message.scannedToId);
    this.caughtUp = message.kind === 'caught-up';
  }
}
