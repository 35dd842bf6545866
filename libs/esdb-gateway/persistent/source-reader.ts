import { Signal } from '@ledgerdesk/kernel';
import type { Subscription } from 'rxjs';
import type { LogMessage, ReadableLog, StoredEvent } from '../../event-store/port.js';
import { wantedBy, type GatewayFilter } from '../protocol/event-filter.js';
import type { Group } from './group.js';
import { ALL_STREAMS, type ParkedEvent, type SavedGroup } from './group-state.js';

type Wanted = Pick<GatewayFilter, 'wants' | 'inStore'>;

const wantedIn = ({ source, filter, start, checkpoint = start }: SavedGroup): Wanted => {
  if (source === ALL_STREAMS) return filter ? wantedBy(filter) : { wants: () => true, inStore: {} };
  return {
    wants: ({ stream, revision }) => stream === source && revision > checkpoint.revision,
    inStore: { streamPrefixes: [source] },
  };
};

/** What is done about what is read. */
export interface Reactions {
  /** Does what is to be done with a part of the log. */
  readonly attempt: (action: () => void) => void;
  readonly failed: (fault: unknown) => void;
  /** The log was closed. */
  readonly closed: () => void;
}

/** Reads for a group what it wants of the log, as long as it has a need for more. */
export class SourceReader {
  private readonly need = new Signal();
  private reading: Subscription | undefined;
  private stopped = false;
  private caughtUp = false;

  constructor(
    private readonly log: ReadableLog,
    private readonly definition: SavedGroup,
    private readonly group: Group,
    private readonly reactions: Reactions,
  ) {}

  /** True once everything up to the end of the log was read. */
  get isLive(): boolean {
    return this.caughtUp;
  }

  /** Starts once; nothing happens where it has. */
  start(): void {
    const { attempt, failed, closed } = this.reactions;
    const { start, checkpoint = start } = this.definition;
    const { wants, inStore } = wantedIn(this.definition);
    this.reading ??= this.log
      .subscribe(checkpoint.position, inStore, () => this.ready())
      .subscribe({
        next: (message) => attempt(() => this.take(message, wants)),
        error: failed,
        complete: closed,
      });
  }

  /** To be called whenever the group may need more than before. */
  wake(): void {
    this.need.notify();
  }

  stop(): void {
    this.stopped = true;
    this.need.notify();
    this.reading?.unsubscribe();
  }

  /** Events that were read before, wherever the reading stands. */
  async again(parked: readonly ParkedEvent[]): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (const { stream, revision } of parked)
      events.push(...(await this.log.readStream(stream, { from: revision, limit: 1 })));
    return events;
  }

  private async ready(): Promise<void> {
    while (!this.group.wantsMore && !this.stopped) await this.need.wait();
  }

  private take(message: LogMessage, wants: (event: StoredEvent) => boolean): void {
    if (message.kind === 'events') this.group.offer(message.events.filter(wants));
    this.group.scannedTo(message.scannedTo);
    this.caughtUp = message.kind === 'caught-up';
  }
}
