import type { Instant } from '@ledgerdesk/kernel';
import type { ReadableLog } from './port.js';

/** When the log's last event was recorded, so that a clock can go on from there; undefined for an empty log. */
export const lastRecordedAt = async (log: ReadableLog): Promise<Instant | undefined> => {
  const { events } = await log.readAll({ direction: 'backward', limit: 1 });
  return events[0]?.recordedAt;
};
