import type { LogMessage, StoredEvent } from '@ledgerdesk/event-store';
import { Signal } from '@ledgerdesk/kernel';
import { defer, map, mergeMap, type Subscription } from 'rxjs';
import { type EventMatcher, eventMatcher, MATCH_ALL } from '../protocol/event-filter.js';
import { RpcError } from '../protocol/rpc-error.js';
import { isDelivered, readStreamState } from '../protocol/stream-metadata.js';
import type { Group } from './group.js';
import { ALL_STREAMS, type ParkedEvent, type SavedGroup } from './group-state.js';
import type { LinkContext } from './message-sender.js';
import { ParkedReplay } from './parked-replay.js';

/** The events of a stream that are visible now, and later ones; none of a tombstoned stream. */
const visibleEvents = async ({ log, now }: LinkContext, stream: string): Promise<(event: StoredEvent) => boolean> => {
  try {
    return isDelivered(await readStreamState(log, stream), Date.parse(now()));
  } catch (error) {
    if (error instanceof RpcError) return () => false;
    throw error;
  }
};

const matcherOf = async (
  context: LinkContext,
  { source, filter, start, checkpoint = start }: SavedGroup,
): Promise<EventMatcher> => {
  // Without the store's filter: the events between matches count towards checkpoints.
  if (source === ALL_STREAMS) return filter ? { ...eventMatcher(filter), storeFilter: {} } : MATCH_ALL;
  const delivers = await visibleEvents(context, source);
  return {
    matches: (event) => event.stream === source && event.revision > checkpoint.revision && delivers(event),
    storeFilter: { streamPrefixes: [source] },
  };
};

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

  private readonly parkedReplay: ParkedReplay;

  constructor(
    private readonly context: LinkContext,
    private readonly definition: SavedGroup,
    private readonly group: Group,
    private readonly callbacks: SourceReaderCallbacks,
  ) {
    this.parkedReplay = new ParkedReplay(context.log, group, callbacks);
  }

  /** True if the group has read up to the head of the log. */
  get isLive(): boolean {
    return this.caughtUp;
  }

  /** Starts reading, unless it has started. */
  start(): void {
    const { attempt, onError, onClose } = this.callbacks;
    const { start, checkpoint = start } = this.definition;
    const messages = defer(async () => matcherOf(this.context, this.definition)).pipe(
      mergeMap(({ matches, storeFilter }) =>
        this.context.log
          .subscribe(checkpoint.position, storeFilter, () => this.ready())
          .pipe(map((message) => ({ message, matches }))),
      ),
    );
    this.subscription ??= messages.subscribe({
      next: ({ message, matches }) => attempt(() => this.receive(message, matches)),
      error: onError,
      complete: onClose,
    });
  }

  /** Call whenever the group may need events. */
  wake(): void {
    this.demand.notify();
    this.parkedReplay.wake();
  }

  stop(): void {
    this.stopped = true;
    this.wake();
    this.parkedReplay.stop();
    this.subscription?.unsubscribe();
  }

  /** Delivers parked events again, in this order, while the group needs events. */
  replay(parked: readonly ParkedEvent[]): void {
    this.parkedReplay.add(parked);
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
