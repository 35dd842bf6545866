import { comparePositions, type Instant, type Position } from '@ledgerdesk/kernel';
import { type ReadableLog, START } from './port.js';

/** When the log's last event was recorded, so that a clock can go on from there; undefined for an empty log. */
export const lastRecordedAt = async (log: ReadableLog): Promise<Instant | undefined> => {
  const { events } = await log.readAll({ direction: 'backward', limit: 1 });
  return events[0]?.recordedAt;
};

/** When the last event at or before a position was recorded; undefined where there is none. */
export const recordedBy = async (log: ReadableLog, position: Position): Promise<Instant | undefined> => {
  const { events: [before] } = await log.readAll({ after: position, direction: 'backward', limit: 1 });
  const { events: [next] } = await log.readAll({ after: before?.position ?? START, limit: 1 });
  return next && comparePositions(next.position, position) <= 0 ? next.recordedAt : before?.recordedAt;
};
