import type { Projection, RecordedEvent } from '@ledgerdesk/kernel';
import type { RowReader } from './port.js';

/**
 * A query that has a name, so that it can be sent to another thread as plain data. It runs on the live rows,
 * or on rows replayed as of a position.
 *
 * @example
 * const ticketCount: NamedQuery<{ teamId: string }, number> = {
 *   name: 'ticket-count',
 *   models: () => ['ticket-list'],
 *   run: (rows, { teamId }) => rows.count('ticket-list', [{ column: 'teamId', is: '=', value: teamId }]),
 * };
 */
export interface NamedQuery<Params, Answer> {
  readonly name: string;
  /** Names of the read models that `run` reads. Only these are replayed: reading another one throws. */
  models(params: Params): readonly string[];
  /**
   * Returns the projection to replay in place of the read model, under the same name and version. Default: the read
   * model itself. A query with this never runs on live rows.
   */
  replays?(projection: Projection, params: Params): Projection;
  /** Which events a replay takes into account. Default: all. */
  eventFilter?(params: Params): (event: RecordedEvent) => boolean;
  /**
   * True if a replay is worth keeping for the next call: the query reads a page, and depends on `until` and `models`
   * only for its rows. Requires a fixed position.
   */
  readonly keepsReplay?: boolean;
  /**
   * True if the query reads as many rows as there are, such as a report: it then runs in a worker thread on live rows
   * too, and does not keep requests waiting.
   */
  readonly readsManyRows?: boolean;
  run(rows: RowReader, params: Params): Promise<Answer>;
}
