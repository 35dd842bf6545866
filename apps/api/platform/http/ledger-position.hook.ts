import { comparePositions, isPosition, type Position } from '@ledgerdesk/kernel';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';
import { waitInactive } from './request-queue.js';

/** Positions up to which read models have read the log. */
export interface ReadModelProgress {
  head(): Promise<Position>;
  /** Waits up to `ms` milliseconds. Returns false if a named read model has not reached the position by then. */
  waitFor(position: Position, names: readonly string[], ms: number): Promise<boolean>;
}

/** How long a request waits for read models. */
export const READ_MODEL_TIMEOUT_MS = 5_000;

export const readModelBehind = (): Problem =>
  new Problem(503, 'read-model-behind', 'The read model has not reached this position yet. Retry in 1 second.', {
    headers: { 'retry-after': '1' },
  });

/** Delays a request with `Ledger-Position` until the read models of the route include that position. */
export const ledgerPositionHook =
  (progress: ReadModelProgress) =>
  async (request: FastifyRequest): Promise<void> => {
    const header = request.headers['ledger-position'];
    const reads = request.routeOptions.config.access?.reads ?? [];
    if (header === undefined || reads.length === 0) return;
    const position = String(header);
    if (!isPosition(position) || comparePositions(position, await progress.head()) > 0) {
      throw new Problem(400, 'malformed-header', 'Invalid Ledger-Position. Send the value from an earlier response.');
    }
    const wait = () => progress.waitFor(position, reads, READ_MODEL_TIMEOUT_MS);
    if (await waitInactive(request.raw, wait)) return;
    throw readModelBehind();
  };
