import type { Timers } from '@ledgerdesk/kernel';
import type { ReadableLog } from '../../event-store/port.js';
import { groupExists, noSuchGroup } from './group-errors.js';
import type { GroupDefinition, GroupId, GroupState } from './group-state.js';
import { RunningGroup } from './running-group.js';

const keyOf = ({ source, name }: GroupId): string => JSON.stringify([source, name]);

/** All groups of a log. Each is opened when it is first asked for. */
export class Groups {
  private readonly running = new Map<string, RunningGroup>();

  constructor(
    private readonly log: ReadableLog,
    private readonly state: GroupState,
    private readonly timers: Timers,
  ) {}

  /** Refuses a group that exists. */
  create(definition: GroupDefinition): void {
    if (this.state.find(definition)) throw groupExists(definition);
    this.state.save(definition);
  }

  /** Refuses a group that does not exist. Consumers are sent away, to come back; checkpoint, filter and parked events stay. */
  update(definition: GroupDefinition): void {
    const { filter } = this.get(definition).definition;
    this.stopOne(definition);
    this.state.save({ ...definition, ...(filter && { filter }) });
  }

  /** Refuses a group that does not exist. */
  remove(id: GroupId): void {
    this.get(id);
    this.stopOne(id);
    this.state.remove(id);
  }

  /** Refuses a group that does not exist. */
  get(id: GroupId): RunningGroup {
    return this.running.get(keyOf(id)) ?? this.open(id);
  }

  list(): readonly RunningGroup[] {
    return this.state.list().map((id) => this.get(id));
  }

  stop(): void {
    for (const group of this.running.values()) group.stop();
    this.running.clear();
  }

  private stopOne(id: GroupId): void {
    this.running.get(keyOf(id))?.stop();
    this.running.delete(keyOf(id));
  }

  private open(id: GroupId): RunningGroup {
    const saved = this.state.find(id);
    if (!saved) throw noSuchGroup(id);
    const ended = (): void => void this.running.delete(keyOf(id));
    const group = new RunningGroup(saved, this.state.recordOf(id), { log: this.log, timers: this.timers, ended });
    this.running.set(keyOf(id), group);
    return group;
  }
}
