import type { Position } from '@ledgerdesk/kernel';
import type { Checkpoint } from './checkpoint.js';
import {
  type GroupDefinition,
  type GroupId,
  groupKey,
  type GroupStateWriter,
  type GroupState,
  type ParkedEvent,
  type SavedGroup,
} from './group-state.js';

class MemoryGroupStateWriter implements GroupStateWriter {
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
  private readonly writers = new Map<string, MemoryGroupStateWriter>();

  find(id: GroupId): SavedGroup | undefined {
    return this.writers.get(groupKey(id))?.group;
  }

  list(): readonly GroupId[] {
    return [...this.writers.values()].map(({ definition: { source, name } }) => ({ source, name }));
  }

  save(definition: GroupDefinition): void {
    const writer = this.writers.get(groupKey(definition));
    if (writer) writer.definition = definition;
    else this.writers.set(groupKey(definition), new MemoryGroupStateWriter(definition));
  }

  remove(id: GroupId): void {
    this.writers.delete(groupKey(id));
  }

  writerOf(id: GroupId): GroupStateWriter {
    const writer = this.writers.get(groupKey(id));
    if (!writer) throw new RangeError(`Group ${id.name} on ${id.source} does not exist.`);
    return writer;
  }

  close(): void {
    this.writers.clear();
  }
}
