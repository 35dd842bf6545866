import { comparePositions, type Projection } from '@ledgerdesk/kernel';
import type { ReadableLog } from '@ledgerdesk/event-store';
import type { ReadStore } from '@ledgerdesk/read-store';
import { DecodedPage, type Decode } from '../../../libs/runtime/decoded-page.js';
import { LiveRunner } from '../../../libs/runtime/live-runner.js';
import { ProjectionRun } from '../../../libs/runtime/projection-run.js';
import { caughtUp } from './caught-up.js';

interface RebuildOptions {
  readonly log: ReadableLog;
  readonly store: ReadStore;
  readonly decode: Decode;
  /** Number of events per page. Default 500. */
  readonly batch?: number;
}

/** Rebuilds projections from one scan of the log, as an engine does, into an empty store. */
export const rebuildAll = async (projections: readonly Projection[], options: RebuildOptions): Promise<void> => {
  const runner = new LiveRunner({ ...options, projections });
  await runner.start();
  try {
    await caughtUp(runner, await options.log.head());
  } finally {
    await runner.stop();
  }
};

/**
 * Rebuilds a projection: deletes its rows, replays the log up to the head, then makes queries read the result. Safe to
 * run alongside a live runner of the same projection: each page is committed by one of them. Rejects with PoisonEvent.
 *
 * @example
 * await rebuild(ticketList, { log, store, decode });
 */
export const rebuild = async (
  projection: Projection,
  { log, store, decode, batch = 500 }: RebuildOptions,
): Promise<void> => {
  const run = new ProjectionRun(projection, store, log);
  await run.reset();
  const head = await log.head();
  while (comparePositions(run.position, head) < 0) {
    const from = run.position;
    const page = await log.readAll({ after: from, filter: { types: projection.handles }, limit: batch });
    await run.advance(new DecodedPage(from, page, decode));
    if (run.poison) throw run.poison;
  }
  await run.serve();
};
