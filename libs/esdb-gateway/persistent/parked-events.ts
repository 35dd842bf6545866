import type { Position } from '@ledgerdesk/kernel';
import type { StoredEvent } from '../../event-store/port.js';
import type { GroupRecord, ParkedEvent } from './group-state.js';

const parkedEvent = ({ position, stream, revision }: StoredEvent): ParkedEvent => ({ position, stream, revision });

/** Events that were set aside. One that is replayed stays written down until it is settled: a crash loses none. */
export class ParkedEvents {
  private readonly events: Map<Position, ParkedEvent>;
  private readonly replaying = new Set<Position>();

  constructor(
    parked: readonly ParkedEvent[],
    private readonly record: GroupRecord,
  ) {
    this.events = new Map(parked.map((event) => [event.position, event]));
  }

  /** True also for one that is being replayed. */
  has(position: Position): boolean {
    return this.events.has(position);
  }

  /** Those that wait for a replay. */
  get waiting(): readonly ParkedEvent[] {
    return [...this.events.values()].filter(({ position }) => !this.replaying.has(position));
  }

  park(events: readonly StoredEvent[]): void {
    if (events.length === 0) return;
    this.record.park(events.map(parkedEvent));
    for (const event of events) {
      this.replaying.delete(event.position);
      this.events.set(event.position, this.events.get(event.position) ?? parkedEvent(event));
    }
  }

  /** False for one that is not parked, or is on its way already. */
  replay(position: Position): boolean {
    if (!this.events.has(position) || this.replaying.has(position)) return false;
    this.replaying.add(position);
    return true;
  }

  settle(positions: readonly Position[]): void {
    const replayed = positions.filter((position) => this.replaying.has(position));
    if (replayed.length === 0) return;
    this.record.unpark(replayed);
    for (const position of replayed) {
      this.replaying.delete(position);
      this.events.delete(position);
    }
  }
}
