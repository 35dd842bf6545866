import type { CallCounts } from '@ledgerdesk/event-store';
import { sentError } from '@ledgerdesk/kernel';
import { parentPort } from 'node:worker_threads';
import { PoisonEvent } from '../poison-event.js';
import type { Outcome, ThreadTask } from './as-of-message.js';
import type { AsOfTask } from './as-of-reader.js';

const outcomeOf = async (task: AsOfTask, run: (task: AsOfTask) => Promise<unknown>): Promise<Outcome> => {
  try {
    return { answer: await run(task) };
  } catch (error) {
    return error instanceof PoisonEvent ? { stopped: error.message } : { failed: sentError(error) };
  }
};

/**
 * Creates the default export of the script of the threads of an AsOfPool. It reports that a task has started, then runs
 * it. `calls`: counts the calls of the thread to the log server, which are reported with the outcome. Those of a task
 * whose thread or process is ended, for example at its time limit, are lost.
 *
 * @example
 * export default asOfHandler(async (task) => runAsOfTask(source, QUERIES, task));
 */
export const asOfHandler =
  (run: (task: AsOfTask) => Promise<unknown>, calls?: CallCounts) =>
  async ({ number, keepsReplay: _, ...task }: ThreadTask): Promise<Outcome> => {
    parentPort?.postMessage(number);
    const outcome = await outcomeOf(task, run);
    return calls ? { ...outcome, calls: calls.take() } : outcome;
  };
