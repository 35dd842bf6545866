import { sentError } from '@ledgerdesk/kernel';
import { serveParent } from '../child/serve-parent.js';
import type { AsOfReport, AsOfRequest, NumberedTask } from './as-of-message.js';
import { AsOfThreads } from './as-of-threads.js';

let threads: AsOfThreads | undefined;

/** Script of the process that runs the queries of an AsOfPool, in threads. */
const report = serveParent<AsOfRequest, AsOfReport>((request) => {
  if (request.kind === 'open') threads = new AsOfThreads(request.data, (number) => report({ kind: 'started', number }));
  else if (request.kind === 'run') void run(request.task);
  else threads?.[request.kind](request.number);
});

const run = async (task: NumberedTask): Promise<void> => {
  const { number } = task;
  const outcome = await threads?.run(task);
  if (!outcome) return;
  try {
    report({ kind: 'done', number, outcome });
  } catch (error) {
    // Not everything that a thread can send can be sent to another process.
    report({ kind: 'done', number, outcome: { failed: sentError(error) } });
  }
};
