import type { Position, Timers } from '@ledgerdesk/kernel';
import type { StoredEvent } from '../../event-store/port.js';
import { Checkpoints } from './checkpoint-writer.js';
import type { GroupRecord, SavedGroup } from './group-state.js';
import type { Message } from './member.js';
import { ParkedEvents } from './parked-events.js';
import type { Place } from './checkpoint.js';
import { Progress } from './low-water-mark.js';

/** Which events of the log are settled, parked or neither, and what of this is written down. It throws where nothing can be written. */
export class Settlement {
  readonly parked: ParkedEvents;
  private readonly progress: Progress;
  private readonly checkpoints: Checkpoints;

  constructor({ settings, start, checkpoint, parked }: SavedGroup, record: GroupRecord, timers: Timers) {
    this.parked = new ParkedEvents(parked, record);
    this.progress = new Progress(checkpoint ?? start);
    this.checkpoints = new Checkpoints(
      settings,
      this.progress,
      timers,
      (place) => record.checkpoint(place),
      checkpoint,
    );
  }

  /** What was written down last. */
  get checkpoint(): Place | undefined {
    return this.checkpoints.written;
  }

  /** Events that come next in the log; gives back all but those that are parked already. */
  begin(events: readonly StoredEvent[]): readonly StoredEvent[] {
    for (const event of events) {
      this.progress.begin(event);
      if (this.parked.has(event.position)) this.progress.settle(event.position);
    }
    this.checkpoints.moved();
    return events.filter(({ position }) => !this.parked.has(position));
  }

  /** The log was searched up to here, wherever the last event stood. */
  scannedTo(position: Position): void {
    this.progress.scannedTo(position);
    this.checkpoints.moved();
  }

  /** Parked events, read again from the log; gives back those that are not on their way already. */
  replay(events: readonly StoredEvent[]): readonly StoredEvent[] {
    return events.filter(({ position }) => this.parked.replay(position));
  }

  park(messages: readonly Message[]): void {
    this.parked.park(messages.map(({ event }) => event));
    this.pass(messages);
  }

  settle(messages: readonly Message[]): void {
    this.parked.settle(messages.map(({ event }) => event.position));
    this.pass(messages);
  }

  /** Writes the checkpoint down; nothing is written by itself from here on. */
  stop(): void {
    this.checkpoints.flush();
  }

  /** The same without writing. */
  abandon(): void {
    this.checkpoints.close();
  }

  /** A checkpoint may go past these. */
  private pass(messages: readonly Message[]): void {
    for (const { event } of messages) this.progress.settle(event.position);
    this.checkpoints.moved();
  }
}
