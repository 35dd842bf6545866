import type { Position } from '@ledgerdesk/kernel';
import type { GroupDefinition, GroupId, GroupRecord, GroupState, ParkedEvent, SavedGroup } from './group-state.js';
import type { Place } from './checkpoint.js';

const keyOf = ({ source, name }: GroupId): string => JSON.stringify([source, name]);

/** A record that is gone with the process. */
class MemoryRecord implements GroupRecord {
  private place: Place | undefined;
  private readonly parked = new Map<Position, ParkedEvent>();

  constructor(public definition: GroupDefinition) {}

  get saved(): SavedGroup {
    return { ...this.definition, ...(this.place && { checkpoint: this.place }), parked: [...this.parked.values()] };
  }

  checkpoint(place: Place): void {
    this.place = place;
  }

  park(events: readonly ParkedEvent[]): void {
    for (const event of events) if (!this.parked.has(event.position)) this.parked.set(event.position, event);
  }

  unpark(positions: readonly Position[]): void {
    for (const position of positions) this.parked.delete(position);
  }
}

export class MemoryGroupState implements GroupState {
  private readonly records = new Map<string, MemoryRecord>();

  find(id: GroupId): SavedGroup | undefined {
    return this.records.get(keyOf(id))?.saved;
  }

  list(): readonly GroupId[] {
    return [...this.records.values()].map(({ definition: { source, name } }) => ({ source, name }));
  }

  save(definition: GroupDefinition): void {
    const record = this.records.get(keyOf(definition));
    if (record) record.definition = definition;
    else this.records.set(keyOf(definition), new MemoryRecord(definition));
  }

  remove(id: GroupId): void {
    this.records.delete(keyOf(id));
  }

  recordOf(id: GroupId): GroupRecord {
    const record = this.records.get(keyOf(id));
    if (!record) throw new RangeError(`There is no group ${id.name} on ${id.source}.`);
    return record;
  }

  close(): void {
    this.records.clear();
  }
}
