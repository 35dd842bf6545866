import { comparePositions, type Instant, type Position } from '@ledgerdesk/kernel';
import { isForeign } from './esdb-format.js';
import { isLogIdentity } from './log-identity.js';
import { type ReadableLog, START, type StoredEvent } from './port.js';

/** True if the engine's clock set `recordedAt`. False for foreign events and for the event that holds the log's id. */
export const isStampedByEngine = (event: Pick<StoredEvent, 'stream' | 'metadata'>): boolean =>
  !isForeign(event) && !isLogIdentity(event);

const PAGE_SIZE = 100;

/** `recordedAt` of the last event that the engine wrote, as the lower bound for a clock; undefined if there is none. */
export const lastRecordedAt = async (log: ReadableLog): Promise<Instant | undefined> => {
  for (let after: Position | undefined; ;) {
    const { events, end, scannedTo } = await log.readAll({
      direction: 'backward',
      limit: PAGE_SIZE,
      ...(after !== undefined && { after }),
    });
    const last = events.find(isStampedByEngine);
    if (last || end) return last?.recordedAt;
    after = scannedTo;
  }
};

/** `recordedAt` of the last event at or before a position; undefined if there is none. */
export const recordedAtOrBefore = async (
  log: Pick<ReadableLog, 'readAll'>,
  position: Position,
): Promise<Instant | undefined> => {
  const {
    events: [before],
  } = await log.readAll({ after: position, direction: 'backward', limit: 1 });
  const {
    events: [next],
  } = await log.readAll({ after: before?.position ?? START, limit: 1 });
  return next && comparePositions(next.position, position) <= 0 ? next.recordedAt : before?.recordedAt;
};
