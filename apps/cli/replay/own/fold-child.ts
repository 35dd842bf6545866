import { sentError } from '@ledgerdesk/kernel';
import { checkedProjection } from '@ledgerdesk/projection-kit';
import { ProjectionFold } from '@ledgerdesk/runtime';
import { Worker } from 'node:worker_threads';
import { openCounter } from './event-counter.js';
import type { FoldAnswer, FoldRequest } from './fold-message.js';

/** Ends this process when its parent has ended, even while the projection never returns. */
const WATCHDOG = `
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGKILL'), 1_000);
`;

/** Script of the process that applies the events of a replay to the projection of an analyst's module. */
const [, , module = '', counterFile = ''] = process.argv;
const count = openCounter(counterFile);
const answer = (message: FoldAnswer): void => void process.send?.(message);

const answerOrFail = (work: () => FoldAnswer): void => {
  try {
    answer(work());
  } catch (error) {
    answer({ kind: 'failed', error: sentError(error) });
  }
};

const serve = (exported: unknown): FoldAnswer => {
  const projection = checkedProjection(exported);
  const fold = new ProjectionFold(projection);
  process.on('message', (request: FoldRequest) =>
    answerOrFail(() => {
      if (request === 'rows') return { kind: 'rows', rows: [...fold.rows] };
      for (const [number, event] of request.events.entries()) {
        count(number);
        fold.apply(event);
      }
      return { kind: 'applied' };
    }),
  );
  return { kind: 'ready', name: projection.name, handles: projection.handles };
};

new Worker(WATCHDOG, { eval: true }).unref();
process.once('disconnect', () => process.exit());
import(module).then(
  (loaded: { readonly default?: unknown }) => answerOrFail(() => serve(loaded.default)),
  (error: unknown) => answer({ kind: 'failed', error: sentError(error) }),
);
