import { HistoryLost, LogHistory, type LostHistory, type ReadableLog } from '@ledgerdesk/event-store';
import { BEGINNING, type Checkpoint } from './checkpoint.js';
import { type GroupId, groupKey, type GroupState, type SavedGroup } from './group-state.js';

/** Name of a group in messages and on the command line: `orders-1::mailers`. */
export const groupName = ({ source, name }: GroupId): string => `${source}::${name}`;

/** How far a group has read the log: up to its checkpoint, or to where it started at the end of the log. */
export const reachedBy = ({ checkpoint, start }: Pick<SavedGroup, 'checkpoint' | 'start'>): Checkpoint =>
  checkpoint ?? (start.eventId === undefined ? BEGINNING : start);

const unchanged = (a: Checkpoint, b: Checkpoint): boolean => a.position === b.position && a.eventId === b.eventId;

/** What the log contains where the groups have read it, as of when the gateway was opened. */
export class GroupHistory {
  /** Groups whose events the log has lost, which an operator has accepted, by key. */
  private readonly lost = new Map<string, { readonly reached: Checkpoint; readonly detail: string }>();

  private constructor(
    /** The epoch of the log. */
    readonly epoch: number,
    private readonly state: GroupState,
  ) {}

  /**
   * Compares the checkpoints of all groups with the log, and completes those that lack their event.
   * @throws HistoryLost if the log lost events and nobody has accepted that
   */
  static async read(log: ReadableLog, state: GroupState): Promise<GroupHistory> {
    const history = new LogHistory(log);
    const groups = new GroupHistory(await history.epoch(), state);
    const losses: LostHistory[] = [];
    for (const saved of state.list().flatMap((id) => state.find(id) ?? [])) {
      const reached = reachedBy(saved);
      const found = await history.compare({ logId: log.logId, ...reached });
      if (found.kind === 'lost' && found.accepted) groups.lost.set(groupKey(saved), { reached, detail: found.detail });
      else if (found.kind === 'lost')
        losses.push({ reader: `persistent subscription ${groupName(saved)}`, detail: found.detail });
      else if (saved.checkpoint && found.kind === 'intact')
        groups.complete(saved, { ...saved.checkpoint, eventId: found.checkpoint.eventId });
    }
    if (losses.length > 0) throw new HistoryLost(losses);
    return groups;
  }

  /** Why a group may not be read yet; undefined if it may, or since an operator has moved its checkpoint. */
  reasonToWait(id: GroupId): string | undefined {
    const lost = this.lost.get(groupKey(id));
    const saved = this.state.find(id);
    return lost && saved && unchanged(reachedBy(saved), lost.reached) ? lost.detail : undefined;
  }

  private complete(id: GroupId, { eventId, position, revision }: Checkpoint): void {
    this.state.writerOf(id).checkpoint({ position, revision, eventId, epoch: this.epoch });
  }
}
