import { comparePositions, type Position, type Projection } from '@ledgerdesk/kernel';
import type { ReadableLog } from '@ledgerdesk/event-store';
import type { ReadStore } from '@ledgerdesk/read-store';
import { DecodedPage, type Decode } from './decoded-page.js';
import { ProjectionRun } from './projection-run.js';

export interface RebuildOptions {
  readonly log: Pick<ReadableLog, 'logId' | 'head' | 'readAll'>;
  readonly store: ReadStore;
  readonly decode: Decode;
  /** Events folded at a time. Default 500. */
  readonly batch?: number;
  /** Told after each batch how far the log was looked at. */
  readonly onPage?: (scannedTo: Position) => void;
}

/**
 * Drops the rows of a projection, folds the log anew up to its head and lets queries read the result. May run beside
 * a live runner of the same projection: each step is won by one of them. Rejects with PoisonEvent.
 */
export const rebuild = async (
  projection: Projection,
  { log, store, decode, batch = 500, onPage }: RebuildOptions,
): Promise<void> => {
  const run = new ProjectionRun(projection, store, log.logId);
  await run.reset();
  const head = await log.head();
  while (comparePositions(run.position, head) < 0) {
    const from = run.position;
    const page = await log.readAll({ after: from, filter: { types: projection.handles }, limit: batch });
    await run.advance(new DecodedPage(from, page, decode));
    if (run.poison) throw run.poison;
    onPage?.(run.position);
  }
  await run.serve();
};
