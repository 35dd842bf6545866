import type { Position } from '@ledgerdesk/kernel';
import type { Checkpoint } from './checkpoint.js';
import {
  type GroupDefinition,
  type GroupId,
  groupKey,
  type GroupRecord,
  type GroupState,
  type ParkedEvent,
  type SavedGroup,
} from './group-state.js';

class MemoryRecord implements GroupRecord {
  private saved: Checkpoint | undefined;
  private readonly parked = new Map<Position, ParkedEvent>();

  constructor(public definition: GroupDefinition) {}

  get group(): SavedGroup {
    return { ...this.definition, ...(this.saved && { checkpoint: this.saved }), parked: [...this.parked.values()] };
  }

  checkpoint(checkpoint: Checkpoint): void {
    this.saved = checkpoint;
  }

  park(events: readonly ParkedEvent[]): void {
    for (const event of events) if (!this.parked.has(event.position)) this.parked.set(event.position, event);
  }

  unpark(positions: readonly Position[]): void {
    for (const position of positions) this.parked.delete(position);
  }
}

/** State that is lost when the process ends. */
export class MemoryGroupState implements GroupState {
  private readonly records = new Map<string, MemoryRecord>();

  find(id: GroupId): SavedGroup | undefined {
    return this.records.get(groupKey(id))?.group;
  }

  list(): readonly GroupId[] {
    return [...this.records.values()].map(({ definition: { source, name } }) => ({ source, name }));
  }

  save(definition: GroupDefinition): void {
    const record = this.records.get(groupKey(definition));
    if (record) record.definition = definition;
    else this.records.set(groupKey(definition), new MemoryRecord(definition));
  }

  remove(id: GroupId): void {
    this.records.delete(groupKey(id));
  }

  recordOf(id: GroupId): GroupRecord {
    const record = this.records.get(groupKey(id));
    if (!record) throw new RangeError(`Group ${id.name} on ${id.source} does not exist.`);
    return record;
  }

  close(): void {
    this.records.clear();
  }
}
