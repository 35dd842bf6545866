import { type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { type Checkpoint, comparePositions, type Position } from '@ledgerdesk/kernel';
import { openSqliteReadOnly } from '@ledgerdesk/sqlite';
import type { Checkpoint as GroupCheckpoint } from './checkpoint.js';
import { groupName, reachedBy } from './group-history.js';
import { ALL_STREAMS, type GroupDefinition } from './group-state.js';
import { withSystemStreams } from '../system-streams/with-system-streams.js';
import { openSqliteGroupState, REMEDY } from './sqlite-group-state.js';

/** How far a persistent subscription has read its log. */
export interface SubscriptionCheckpoint {
  /** Source and group, for example `orders-1::mailers`. */
  readonly name: string;
  readonly checkpoint: Checkpoint;
}

interface GroupRow {
  readonly definition: string;
  readonly checkpoint: string | null;
}

/** The checkpoints of the persistent subscriptions in a file, which is only read. */
export const subscriptionCheckpoints = (file: string): readonly SubscriptionCheckpoint[] => {
  const db = openSqliteReadOnly(file, REMEDY);
  try {
    if (db.pragma('user_version', { simple: true }) === 0) return [];
    const logId = db.prepare<[], string>('SELECT log_id FROM log').pluck().get() ?? '';
    const rows = db.prepare<[], GroupRow>('SELECT definition, checkpoint FROM groups ORDER BY source, name').all();
    return rows.map(({ definition, checkpoint }) => {
      const group = JSON.parse(definition) as GroupDefinition;
      const saved = checkpoint === null ? {} : { checkpoint: JSON.parse(checkpoint) as GroupCheckpoint };
      const { position, eventId, epoch } = reachedBy({ start: group.start, ...saved });
      return { name: groupName(group), checkpoint: { logId, position, eventId, epoch } };
    });
  } finally {
    db.close();
  }
};

const PAGE_SIZE = 100;

/** The last event of a stream at or before a position; undefined if there is none. */
const lastAt = async (log: ReadableLog, stream: string, position: Position): Promise<StoredEvent | undefined> => {
  for (let from: number | undefined; from === undefined || from >= 0;) {
    const page = await log.readStream(stream, {
      direction: 'backward',
      limit: PAGE_SIZE,
      ...(from !== undefined && { from }),
    });
    const found = page.find((event) => comparePositions(event.position, position) <= 0);
    if (found || page.length < PAGE_SIZE) return found;
    from = (page.at(-1)?.revision ?? 0) - 1;
  }
  return undefined;
};

/**
 * Moves the checkpoint of a persistent subscription, which continues after it when its next consumer connects. Returns
 * false if the file has no subscription of that name.
 */
export const moveSubscription = async (
  file: string,
  log: ReadableLog,
  name: string,
  { position, eventId, epoch }: Checkpoint,
): Promise<boolean> => {
  const state = openSqliteGroupState(file, log.logId);
  try {
    const id = state.list().find((group) => groupName(group) === name);
    if (!id) return false;
    const last = id.source === ALL_STREAMS ? undefined : await lastAt(withSystemStreams(log), id.source, position);
    state.writerOf(id).checkpoint({ position, eventId, epoch, revision: last?.revision ?? -1 });
    return true;
  } finally {
    state.close();
  }
};
