import { type ReadableLog, START } from '@ledgerdesk/event-store';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { positionDifference } from '@ledgerdesk/runtime';
import { progressBar } from './progress-bar.js';

/** Progress display for reading a log. */
interface LogProgress {
  readonly onPosition: (position: Position) => void;
  readonly stop: () => void;
}

/** No display, for commands that write to the terminal. */
export const NO_LOG_PROGRESS: LogProgress = { onPosition: () => undefined, stop: () => undefined };

/** Shows a bar from a position to the current head of the log. Positions beyond that head count as complete. */
export const logProgress = async (
  label: string,
  log: Pick<ReadableLog, 'head'>,
  from: Position = START,
): Promise<LogProgress> => {
  const head = await log.head();
  const bar = progressBar(label, positionDifference(from, head));
  const upToHead = (position: Position): Position => (comparePositions(position, head) > 0 ? head : position);
  return {
    onPosition: (position) => bar.update(positionDifference(from, upToHead(position))),
    stop: () => bar.stop(),
  };
};
