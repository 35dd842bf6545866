import type { ReadableLog } from '@ledgerdesk/event-store';
import type { Timers } from '@ledgerdesk/kernel';
import { groupExists, groupNotFound } from './group-errors.js';
import type { GroupHistory } from './group-history.js';
import { type GroupDefinition, type GroupId, type GroupState, type GroupStateWriter, groupKey } from './group-state.js';
import { RunningGroup } from './running-group.js';

/** The groups of a log. Each starts at its first use. */
export class Groups {
  private readonly running = new Map<string, RunningGroup>();

  constructor(
    private readonly log: ReadableLog,
    private readonly state: GroupState,
    private readonly timers: Timers,
    private readonly history: GroupHistory,
    /** The time, as an ISO instant, which decides what the retention of a stream hides. */
    private readonly now: () => string,
  ) {}

  /** @throws RpcError if the group exists */
  create(definition: GroupDefinition): void {
    if (this.state.find(definition)) throw groupExists(definition);
    this.state.save(definition);
  }

  /**
   * Changes settings, and drops the consumers, which then reconnect. Keeps checkpoint, filter and parked events.
   * @throws RpcError if the group does not exist
   */
  update(definition: GroupDefinition): void {
    const { filter } = this.get(definition).definition;
    this.stopGroup(definition);
    this.state.save({ ...definition, ...(filter && { filter }) });
  }

  /** @throws RpcError if the group does not exist */
  remove(id: GroupId): void {
    this.get(id);
    this.stopGroup(id);
    this.state.remove(id);
  }

  /** @throws RpcError if the group does not exist */
  get(id: GroupId): RunningGroup {
    const running = this.running.get(groupKey(id));
    if (running?.waits && this.history.reasonToWait(id) === undefined) this.stopGroup(id);
    else if (running) return running;
    return this.start(id);
  }

  list(): readonly RunningGroup[] {
    return this.state.list().map((id) => this.get(id));
  }

  stop(): void {
    for (const group of this.running.values()) group.stop();
    this.running.clear();
  }

  private stopGroup(id: GroupId): void {
    this.running.get(groupKey(id))?.stop();
    this.running.delete(groupKey(id));
  }

  private writerOf(id: GroupId): GroupStateWriter {
    const writer = this.state.writerOf(id);
    const { epoch } = this.history;
    return {
      checkpoint: (checkpoint) => writer.checkpoint({ ...checkpoint, epoch }),
      park: (events) => writer.park(events),
      unpark: (positions) => writer.unpark(positions),
    };
  }

  private start(id: GroupId): RunningGroup {
    const saved = this.state.find(id);
    if (!saved) throw groupNotFound(id);
    const onEnd = (): void => void this.running.delete(groupKey(id));
    const group = new RunningGroup(saved, this.writerOf(id), {
      log: this.log,
      timers: this.timers,
      now: this.now,
      reasonToWait: this.history.reasonToWait(id),
      onEnd,
    });
    this.running.set(groupKey(id), group);
    return group;
  }
}
