import { HistoryLost, LogHistory, type ReadableLog, START } from '@ledgerdesk/event-store';
import type { Checkpoint } from '@ledgerdesk/kernel';
import { SENDERS } from '@ledgerdesk/processes';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { existsSync } from 'node:fs';
import type { DataFolder } from './data-folder.js';
import { openRows, openRowsView, readProcessCheckpoints, type StorageConfig } from './storage.js';

/** What reads the log and keeps a checkpoint of it. */
export interface LogReader {
  readonly kind: 'read model' | 'process' | 'persistent subscription' | 'tree';
  readonly name: string;
  readonly checkpoint: Checkpoint;
  /** True if it sends events to other systems. After an accepted loss it waits for an operator. */
  readonly isSender: boolean;
}

/** A reader whose events the log has lost. */
export interface LosingReader extends LogReader {
  readonly detail: string;
  /** True if an operator has accepted the loss. */
  readonly accepted: boolean;
}

const readModels = async (storage: StorageConfig): Promise<readonly LogReader[]> => {
  const view = await openRowsView(storage);
  try {
    return (await view.versions()).flatMap(({ name, version, checkpoint }) =>
      checkpoint ? [{ kind: 'read model', name: `${name} (version ${version})`, checkpoint, isSender: false }] : [],
    );
  } finally {
    await view.close();
  }
};

const processes = async (storage: StorageConfig): Promise<readonly LogReader[]> =>
  [...(await readProcessCheckpoints(storage))].map(([name, checkpoint]) => ({
    kind: 'process',
    name,
    checkpoint,
    isSender: SENDERS.includes(name),
  }));

const persistentSubscriptions = async ({ subscriptions }: DataFolder): Promise<readonly LogReader[]> => {
  if (!existsSync(subscriptions)) return [];
  const { subscriptionCheckpoints } = await import('@ledgerdesk/esdb-gateway');
  return subscriptionCheckpoints(subscriptions).map((subscription) => ({
    ...subscription,
    kind: 'persistent subscription',
    isSender: true,
  }));
};

/** Everything that has read the log of these stores, with its checkpoint. Only reads the stores. */
export const logReaders = async (storage: StorageConfig, folder: DataFolder): Promise<readonly LogReader[]> => [
  ...(await readModels(storage)),
  ...(await processes(storage)),
  ...(await persistentSubscriptions(folder)),
];

/**
 * The readers whose events the log does not contain any more. A log without any event has lost those of every reader,
 * regardless of its id: its file is missing and was recreated. Read the checkpoints before this call.
 */
export const losingReaders = async (
  log: ReadableLog,
  readers: readonly LogReader[],
): Promise<readonly LosingReader[]> => {
  const history = new LogHistory(log);
  const isNew = (await log.head()) === START;
  const losing: LosingReader[] = [];
  for (const reader of readers) {
    const { position, logId } = reader.checkpoint;
    const found = await history.compare(reader.checkpoint);
    if (found.kind === 'lost') losing.push({ ...reader, detail: found.detail, accepted: found.accepted });
    else if (found.kind === 'other-log' && isNew && position !== START)
      losing.push({
        ...reader,
        detail: `it has read log ${logId} up to ${position}, this one is new`,
        accepted: false,
      });
  }
  return losing;
};

/** Deletes the rows of read models whose events the log has lost, so that none is shown until they are rebuilt. */
const deleteLostRows = async (log: ReadableLog, storage: StorageConfig): Promise<void> => {
  const rows = await openRows(storage);
  try {
    const checkpoints = await Promise.all(PROJECTIONS.map((projection) => rows.checkpoint(projection)));
    const history = new LogHistory(log);
    for (const [index, checkpoint] of checkpoints.entries()) {
      const projection = PROJECTIONS[index];
      if (projection && checkpoint && (await history.compare(checkpoint)).kind === 'lost') await rows.reset(projection);
    }
  } finally {
    await rows.close();
  }
};

/**
 * Checks that the log contains all events that were read from it. After an accepted loss, deletes the rows of read
 * models that are no longer true.
 * @throws HistoryLost if events are missing, and no operator has accepted that
 */
export const requireHistory = async (log: ReadableLog, storage: StorageConfig, folder: DataFolder): Promise<void> => {
  const losing = await losingReaders(log, await logReaders(storage, folder));
  const open = losing.filter(({ accepted }) => !accepted);
  if (open.length > 0)
    throw new HistoryLost(open.map(({ kind, name, detail }) => ({ reader: `${kind} ${name}`, detail })));
  if (losing.some(({ kind }) => kind === 'read model')) await deleteLostRows(log, storage);
};
