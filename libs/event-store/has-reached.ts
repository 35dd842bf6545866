import { comparePositions, type Position } from '@ledgerdesk/kernel';
import type { ReadableLog } from './port.js';

/** Returns true if a position is not beyond the head of the log. */
export const hasReached = async (log: Pick<ReadableLog, 'head'>, position: Position): Promise<boolean> =>
  comparePositions(position, await log.head()) <= 0;
