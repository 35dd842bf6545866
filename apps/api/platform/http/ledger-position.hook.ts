import { comparePositions, isPosition, type Position } from '@ledgerdesk/kernel';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

/** How far read models have looked; see the runtime. */
export interface ReadModelProgress {
  head(): Promise<Position>;
  /** False when the named read models have not looked that far within `ms`. */
  reached(position: Position, names: readonly string[], ms: number): Promise<boolean>;
}

const PATIENCE_MS = 5_000;

/** Read your writes: a GET that carries the `Ledger-Position` of an answer waits until what it reads has looked that far. */
export const ledgerPositionHook =
  (progress: ReadModelProgress) =>
  async (request: FastifyRequest): Promise<void> => {
    const header = request.headers['ledger-position'];
    const reads = request.routeOptions.config.access?.reads ?? [];
    if (header === undefined || reads.length === 0) return;
    const position = String(header);
    if (!isPosition(position) || comparePositions(position, await progress.head()) > 0) {
      throw new Problem(400, 'malformed-header', 'Ledger-Position takes a position that this log has answered.');
    }
    if (await progress.reached(position, reads, PATIENCE_MS)) return;
    throw new Problem(503, 'read-model-behind', 'The read model has not come that far yet. Try again shortly.', {
      headers: { 'retry-after': '1' },
    });
  };
