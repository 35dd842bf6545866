import type { ReadableLog } from '@ledgerdesk/event-store';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { Problem } from '../http/problem.js';

/** Throws for a position that the log has not come to. */
export const assertReached = async (log: ReadableLog, position: Position, parameter: string): Promise<void> => {
  if (comparePositions(position, await log.head()) <= 0) return;
  throw new Problem(
    400,
    'position-beyond-log',
    `The log has not come that far: \`${parameter}\` takes a position that it has answered.`,
  );
};
