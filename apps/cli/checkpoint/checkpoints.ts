import { LogHistory, type ReadableLog, START } from '@ledgerdesk/event-store';
import { type Checkpoint, comparePositions, isPosition, type Position } from '@ledgerdesk/kernel';
import { dataFolderAt, requireDataFolder } from '../../server/data-folder.js';
import { type LogReader, logReaders } from '../../server/log-readers.js';
import type { Settings } from '../../server/settings.js';
import { openLogForReading, openOutbox, storageConfigOf } from '../../server/storage.js';

/** The command cannot be carried out as given. */
class InvalidCheckpoint extends Error {
  readonly code = 'invalid-checkpoint';
}

const withLog = async <T>(settings: Settings, work: (log: ReadableLog) => Promise<T>): Promise<T> => {
  requireDataFolder(settings);
  const log = await openLogForReading(storageConfigOf(settings));
  try {
    return await work(log);
  } finally {
    await log.close();
  }
};

const readersOf = (settings: Settings): Promise<readonly LogReader[]> =>
  logReaders(storageConfigOf(settings), dataFolderAt(settings.DATA_DIR));

const stateOf = async (history: LogHistory, { checkpoint, isSender }: LogReader): Promise<string> => {
  const found = await history.compare(checkpoint);
  if (found.kind === 'intact') return 'ok';
  if (found.kind === 'other-log') return 'of another log';
  if (!found.accepted) return `events lost: ${found.detail}`;
  return isSender ? `waits for a decision: ${found.detail}` : 'rebuilds when the engine starts';
};

/** One line for each reader of the log: kind, name, position and state. */
export const listCheckpoints = async (settings: Settings): Promise<readonly string[]> => {
  const readers = await readersOf(settings);
  return withLog(settings, async (log) => {
    const history = new LogHistory(log);
    const lines: string[] = [];
    for (const reader of readers)
      lines.push(
        `${reader.kind} ${reader.name}: position ${reader.checkpoint.position}, ${await stateOf(history, reader)}`,
      );
    return lines;
  });
};

/** Names of the senders that wait for a decision, after an accepted loss or a restore. */
export const waitingSenders = async (settings: Settings): Promise<readonly string[]> => {
  const readers = await readersOf(settings);
  return withLog(settings, async (log) => {
    const history = new LogHistory(log);
    const names: string[] = [];
    for (const { name, checkpoint, isSender } of readers) {
      const found = isSender ? await history.compare(checkpoint) : undefined;
      if (found?.kind === 'lost' && found.accepted) names.push(name);
    }
    return names;
  });
};

const waitingSender = async (history: LogHistory, readers: readonly LogReader[], name: string): Promise<LogReader> => {
  const senders = readers.filter(({ isSender }) => isSender);
  const reader = senders.find((sender) => sender.name === name);
  if (!reader) {
    const known = senders.map((sender) => sender.name).join(', ') || 'none yet';
    throw new InvalidCheckpoint(`No process or persistent subscription "${name}" sends events. Known: ${known}.`);
  }
  const found = await history.compare(reader.checkpoint);
  if (found.kind !== 'lost')
    throw new InvalidCheckpoint(`${name} does not wait for a decision: the log contains what it has read.`);
  if (!found.accepted)
    throw new InvalidCheckpoint(`The log has lost events that ${name} has read. First run "ledgerdesk accept-loss".`);
  return reader;
};

const positionAt = async (log: ReadableLog, target: string): Promise<Position> => {
  const head = await log.head();
  if (target === 'head') return head;
  if (target === 'start') return START;
  if (!isPosition(target)) throw new InvalidCheckpoint(`"${target}" is no position. Use head, start or a position.`);
  if (comparePositions(target, head) <= 0) return target;
  throw new InvalidCheckpoint(`Position ${target} is beyond the end of the log, which is at ${head}.`);
};

const checkpointAt = async (log: ReadableLog, history: LogHistory, target: string): Promise<Checkpoint> => {
  const found = await history.compare({
    logId: log.logId,
    position: await positionAt(log, target),
    epoch: await history.epoch(),
  });
  if (found.kind === 'intact' && (found.checkpoint.position === START || found.checkpoint.eventId !== undefined))
    return found.checkpoint;
  throw new InvalidCheckpoint(`The log has no event at position ${target}. Use the position of an event.`);
};

/**
 * Decides where a sender continues that waits since a loss was accepted: `head`, `start`, or after a position. The
 * engine may be running: the sender notices within seconds. Resolves to its new position.
 * @throws InvalidCheckpoint if it does not wait, or the log has no such position
 */
export const moveCheckpoint = async (settings: Settings, name: string, target: string): Promise<Position> => {
  const storage = storageConfigOf(settings);
  const readers = await readersOf(settings);
  return withLog(settings, async (log) => {
    const history = new LogHistory(log);
    const { kind } = await waitingSender(history, readers, name);
    const checkpoint = await checkpointAt(log, history, target);
    if (kind === 'persistent subscription') {
      const { moveSubscription } = await import('@ledgerdesk/esdb-gateway');
      await moveSubscription(dataFolderAt(settings.DATA_DIR).subscriptions, log, name, checkpoint);
      return checkpoint.position;
    }
    const outbox = await openOutbox(storage);
    try {
      await outbox.saveCheckpoint(name, checkpoint);
      return checkpoint.position;
    } finally {
      await outbox.close();
    }
  });
};
