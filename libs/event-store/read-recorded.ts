import type { Instant, LogEpoch } from '@ledgerdesk/kernel';
import { readLastLoss } from './epoch.js';
import { EventLost, ReadBehind } from './errors.js';
import type { ReadableLog, StoredEvent } from './port.js';

/** An event that was read from a log earlier. */
export interface EventReference extends Pick<StoredEvent, 'stream' | 'revision'> {
  /** Undefined if only its place is known. */
  readonly eventId?: string | undefined;
  /** The log and epoch that it was read in; undefined if that was not stored. */
  readonly origin?: LogEpoch | undefined;
  /** When the reference was made. Replaces `origin` where that is undefined. */
  readonly madeAt: Instant;
}

type StreamLog = Pick<ReadableLog, 'logId' | 'readStream'>;

/** Returns true if a loss was accepted since the reference was made, or if it refers to another log. */
const isOfEarlierHistory = async (log: StreamLog, { origin, madeAt }: EventReference): Promise<boolean> => {
  if (origin && origin.logId !== log.logId) return true;
  const loss = await readLastLoss(log);
  if (!loss) return false;
  return origin ? origin.epoch < loss.epoch : madeAt <= loss.acceptedAt;
};

/**
 * Reads an event that is known to have been recorded.
 *
 * A log that shows the beginning of an epoch shows every event of the epochs before it that was not lost. An event of
 * an earlier epoch that cannot be read is therefore lost; one of the current epoch may appear in a later read.
 * @throws EventLost if the log has another event in its place, or has lost it
 * @throws ReadBehind if the log does not show that event yet
 */
export const readRecorded = async (log: StreamLog, event: EventReference): Promise<StoredEvent> => {
  const { stream, revision, eventId } = event;
  const read = async (): Promise<StoredEvent | undefined> => {
    const [stored] = await log.readStream(stream, { from: revision, limit: 1 });
    if (stored && eventId !== undefined && stored.id !== eventId) throw new EventLost(stream, revision, eventId);
    return stored;
  };
  const stored = await read();
  if (stored) return stored;
  if (!(await isOfEarlierHistory(log, event))) throw new ReadBehind(stream, revision);
  // The first read may be older than the beginning of the epoch.
  const again = await read();
  if (again) return again;
  throw new EventLost(stream, revision, eventId);
};
