import { type ReadableLog, START } from '@ledgerdesk/event-store';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { gaplessDistance } from '@ledgerdesk/runtime';
import { progressBar } from './progress-bar.js';

/** How far a reader of the log has come. */
export interface LogProgress {
  readonly looked: (at: Position) => void;
  readonly done: () => void;
}

/** For when the work's own output runs over the screen. */
export const UNSEEN: LogProgress = { looked: () => undefined, done: () => undefined };

/** A bar from one position of the embedded log to its head as it stands now; the log may grow beyond it meanwhile. */
export const logProgress = async (
  label: string,
  log: Pick<ReadableLog, 'head'>,
  from: Position = START,
): Promise<LogProgress> => {
  const head = await log.head();
  const bar = progressBar(label, gaplessDistance(from, head));
  const within = (at: Position): Position => (comparePositions(at, head) > 0 ? head : at);
  return { looked: (at) => bar.reach(gaplessDistance(from, within(at))), done: () => bar.done() };
};
