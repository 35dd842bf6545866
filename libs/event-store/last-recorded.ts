import { comparePositions, type Instant, type Position } from '@ledgerdesk/kernel';
import { isForeign } from './esdb-format.js';
import { isLogIdentity } from './log-identity.js';
import { type ReadableLog, START, type StoredEvent } from './port.js';

/** False for what others wrote beside the engine, and for the event that names a log: other clocks than the engine's stamped them. */
export const isStampedByEngine = (event: Pick<StoredEvent, 'stream' | 'metadata'>): boolean =>
  !isForeign(event) && !isLogIdentity(event);

const LOOK = 100;

/** When the engine recorded its last event, so that a clock can go on from there; undefined where there is none. */
export const lastRecordedAt = async (log: ReadableLog): Promise<Instant | undefined> => {
  for (let after: Position | undefined; ;) {
    const { events, end, scannedTo } = await log.readAll({
      direction: 'backward',
      limit: LOOK,
      ...(after !== undefined && { after }),
    });
    const last = events.find(isStampedByEngine);
    if (last || end) return last?.recordedAt;
    after = scannedTo;
  }
};

/** When the last event at or before a position was recorded; undefined where there is none. */
export const recordedAtOrBefore = async (log: ReadableLog, position: Position): Promise<Instant | undefined> => {
  const {
    events: [before],
  } = await log.readAll({ after: position, direction: 'backward', limit: 1 });
  const {
    events: [next],
  } = await log.readAll({ after: before?.position ?? START, limit: 1 });
  return next && comparePositions(next.position, position) <= 0 ? next.recordedAt : before?.recordedAt;
};
