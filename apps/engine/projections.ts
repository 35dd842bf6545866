import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { LiveRunner, type ProgressBoard, type ProjectionStatus } from '@ledgerdesk/runtime';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** The files that projections read and write. */
export interface ProjectionFiles {
  readonly events: string;
  readonly rows: string;
}

/** A thread runs compiled code only: from a TypeScript source, as under a test runner, it is the one in `dist`. */
const threadScript = (here: string): URL =>
  new URL(here.endsWith('.ts') ? '../../dist/apps/engine/projections-thread.js' : './projections-thread.js', here);

/** Projections at work somewhere; what they report goes to a board. */
export interface RunningProjections {
  stop(): Promise<void>;
}

/** Runs the projections in a thread of their own, so that folding never holds up an answer. A thread that dies is told to `onDeath`. */
export const projectionsInThread = async (
  files: ProjectionFiles, board: ProgressBoard, onDeath: (fault: Error) => void,
): Promise<RunningProjections> => {
  const thread = new Worker(threadScript(import.meta.url), { workerData: files });
  thread.on('message', (statuses: readonly ProjectionStatus[]) => board.report(statuses));
  thread.on('error', onDeath);
  return {
    stop: async () => {
      const gone = once(thread, 'exit');
      thread.postMessage('stop');
      await gone;
    },
  };
};

/** Runs the projections in this thread. */
export const projectionsHere = async (log: ReadableLog, { rows }: ProjectionFiles, board: ProgressBoard): Promise<RunningProjections> => {
  const store = openReadStore(rows);
  const runner = new LiveRunner({ log, store, decode, projections: PROJECTIONS });
  runner.progress.subscribe((statuses) => board.report(statuses));
  await runner.start();
  return {
    stop: async () => {
      await runner.stop();
      await store.close();
    },
  };
};
