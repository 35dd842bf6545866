import { serveParent } from '../child/serve-parent.js';
import type { AsOfReport, AsOfRequest } from './as-of-message.js';
import { AsOfThreads } from './as-of-threads.js';

let threads: AsOfThreads | undefined;

/** Script of the process that runs the queries of an AsOfPool, in threads. */
const report = serveParent<AsOfRequest, AsOfReport>((request) => {
  if (request.kind === 'open') threads = new AsOfThreads(request.data, (number) => report({ kind: 'started', number }));
  else if (request.kind === 'run') {
    const { number } = request.task;
    void threads?.run(request.task).then((outcome) => report({ kind: 'done', number, outcome }));
  } else threads?.[request.kind](request.number);
});
