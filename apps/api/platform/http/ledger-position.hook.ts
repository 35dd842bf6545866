import { within } from '@ledgerdesk/application';
import { comparePositions, isPosition, type Position } from '@ledgerdesk/kernel';
import type { ProjectionStatus } from '@ledgerdesk/runtime';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';
import { waitInactive } from './request-queue.js';

/** Positions up to which read models have read the log. */
export interface ReadModelProgress {
  head(): Promise<Position>;
  /** True if this process has seen the log up to the position. */
  hasSeen(position: Position): boolean;
  /** Status of every version of every read model. Empty until it is known. */
  statuses(): readonly ProjectionStatus[];
  /** Position up to which the serving version of a read model has read the log; undefined while none serves. */
  positionOf(name: string): Position | undefined;
  /** Waits up to `ms` milliseconds. Returns false if a named read model has not reached the position by then. */
  waitFor(position: Position, names: readonly string[], ms: number): Promise<boolean>;
  /** Waits up to `ms` milliseconds. Returns false if decisions may not know the log up to the position by then. */
  waitForLog(position: Position, ms: number): Promise<boolean>;
}

/** How long a request waits for read models. */
export const READ_MODEL_TIMEOUT_MS = 5_000;

export const readModelBehind = (): Problem =>
  new Problem(503, 'read-model-behind', 'The read model has not reached this position yet. Retry in 1 second.', {
    headers: { 'retry-after': '1' },
  });

/**
 * Delays a request with `Ledger-Position` until rights and decisions know the log up to that position, and the read
 * models of the route include it.
 */
export const ledgerPositionHook =
  (progress: ReadModelProgress) =>
  async (request: FastifyRequest): Promise<void> => {
    const header = request.headers['ledger-position'];
    if (header === undefined) return;
    const position = String(header);
    const isInLog = async (): Promise<boolean> => {
      if (progress.hasSeen(position)) return true;
      const head = await within(READ_MODEL_TIMEOUT_MS, progress.head());
      if (head === undefined) throw readModelBehind();
      return comparePositions(position, head) <= 0;
    };
    if (!isPosition(position) || !(await isInLog())) {
      throw new Problem(400, 'malformed-header', 'Invalid Ledger-Position. Send the value from an earlier response.');
    }
    const reads = request.routeOptions.config.access?.reads ?? [];
    const wait = async () =>
      (await progress.waitForLog(position, READ_MODEL_TIMEOUT_MS)) &&
      (reads.length === 0 || (await progress.waitFor(position, reads, READ_MODEL_TIMEOUT_MS)));
    if (await waitInactive(request.raw, wait)) return;
    throw readModelBehind();
  };
