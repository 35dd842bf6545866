import { hasReached, type ReadableLog } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { Problem } from '../http/problem.js';

/** Throws Problem for a position beyond the head of the log. `parameter` names the parameter in the message. */
export const assertReached = async (
  log: Pick<ReadableLog, 'head'>,
  position: Position,
  parameter: string,
): Promise<void> => {
  if (await hasReached(log, position)) return;
  throw new Problem(
    400,
    'position-beyond-log',
    `\`${parameter}\` is beyond the head of the log. Send a position from an earlier response.`,
  );
};
