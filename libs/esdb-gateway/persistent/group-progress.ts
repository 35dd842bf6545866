import type { StoredEvent } from '@ledgerdesk/event-store';
import type { Position, Timers } from '@ledgerdesk/kernel';
import type { Checkpoint } from './checkpoint.js';
import { CheckpointWriter } from './checkpoint-writer.js';
import type { GroupStateWriter, SavedGroup } from './group-state.js';
import { LowWaterMark } from './low-water-mark.js';
import type { Message } from './member.js';
import { ParkedEvents } from './parked-events.js';

/** Tracks and saves which events of a group are settled or parked. Methods throw if saving fails. */
export class GroupProgress {
  readonly parked: ParkedEvents;
  private readonly mark: LowWaterMark;
  private readonly checkpoints: CheckpointWriter;

  constructor({ settings, start, checkpoint, parked }: SavedGroup, writer: GroupStateWriter, timers: Timers) {
    this.parked = new ParkedEvents(parked, writer);
    this.mark = new LowWaterMark(checkpoint ?? start);
    const write = (reached: Checkpoint): void => writer.checkpoint(reached);
    this.checkpoints = new CheckpointWriter(settings, this.mark, timers, write, checkpoint);
  }

  /** The saved checkpoint. */
  get checkpoint(): Checkpoint | undefined {
    return this.checkpoints.written;
  }

  /** Adds the next events of the log. Returns those to deliver: all that match, except parked ones. */
  add(events: readonly StoredEvent[], matches: (event: StoredEvent) => boolean): readonly StoredEvent[] {
    const added: StoredEvent[] = [];
    for (const event of events) {
      if (!matches(event)) {
        this.mark.scannedTo(event.position, event.id);
        continue;
      }
      this.mark.add(event);
      if (this.parked.has(event.position)) this.mark.settle(event.position);
      else added.push(event);
    }
    this.checkpoints.update();
    return added;
  }

  /** Call after scanning the log up to the event `eventId` at `position`. */
  scannedTo(position: Position, eventId?: string): void {
    this.mark.scannedTo(position, eventId);
    this.checkpoints.update();
  }

  /** Starts replaying parked events. Returns those to deliver: all that are not being replayed already. */
  replay(events: readonly StoredEvent[]): readonly StoredEvent[] {
    return events.filter(({ position }) => this.parked.replay(position));
  }

  park(messages: readonly Message[]): void {
    this.parked.park(messages.map(({ event }) => event));
    this.advancePast(messages);
  }

  settle(messages: readonly Message[]): void {
    this.parked.settle(messages.map(({ event }) => event.position));
    this.advancePast(messages);
  }

  /** Saves the checkpoint and cancels timers. */
  stop(): void {
    this.checkpoints.flush();
  }

  /** Cancels timers without saving. */
  abandon(): void {
    this.checkpoints.close();
  }

  private advancePast(messages: readonly Message[]): void {
    for (const { event } of messages) this.mark.settle(event.position);
    this.checkpoints.update();
  }
}
