import type { StoredEvent } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import type { GroupStateWriter, ParkedEvent } from './group-state.js';

const parkedEvent = ({ position, stream, revision, id }: StoredEvent): ParkedEvent => ({
  position,
  stream,
  revision,
  eventId: id,
});

/** The parked events of a group. A replayed event stays saved until it is settled, so that a crash does not lose it. */
export class ParkedEvents {
  private readonly events: Map<Position, ParkedEvent>;
  private readonly replaying = new Set<Position>();

  constructor(
    parked: readonly ParkedEvent[],
    private readonly writer: GroupStateWriter,
  ) {
    this.events = new Map(parked.map((event) => [event.position, event]));
  }

  /** Also true while the event is being replayed. */
  has(position: Position): boolean {
    return this.events.has(position);
  }

  /** Parked events that are not being replayed. */
  get waiting(): readonly ParkedEvent[] {
    return [...this.events.values()].filter(({ position }) => !this.replaying.has(position));
  }

  park(events: readonly StoredEvent[]): void {
    if (events.length === 0) return;
    this.writer.park(events.map(parkedEvent));
    for (const event of events) {
      this.replaying.delete(event.position);
      this.events.set(event.position, this.events.get(event.position) ?? parkedEvent(event));
    }
  }

  /** Marks an event as being replayed. Returns false if it is not parked, or is being replayed already. */
  replay(position: Position): boolean {
    if (!this.events.has(position) || this.replaying.has(position)) return false;
    this.replaying.add(position);
    return true;
  }

  /** Removes events that the log has lost. */
  remove(positions: readonly Position[]): void {
    if (positions.length === 0) return;
    this.writer.unpark(positions);
    for (const position of positions) this.events.delete(position);
  }

  /** Removes replayed events. Ignores positions that are not being replayed. */
  settle(positions: readonly Position[]): void {
    const replayed = positions.filter((position) => this.replaying.has(position));
    if (replayed.length === 0) return;
    this.writer.unpark(replayed);
    for (const position of replayed) {
      this.replaying.delete(position);
      this.events.delete(position);
    }
  }
}
