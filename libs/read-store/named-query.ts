import type { Json, Projection, RecordedEvent, Refusal } from '@ledgerdesk/kernel';
import type { KeyedRow, RowReader } from './port.js';

/** How a report counts rows one by one. Default: as it counts all of them. */
export interface ReportFactRules {
  /** True if its items are of periods that it has without a bucket, such as quarters. Default: false. */
  readonly hasOwnPeriods?: boolean;
  /** Measures of what there is at the end of a bucket, to which facts of earlier buckets add. Default: none. */
  readonly stocks?: readonly string[];
  /** Completes all rows of a model, in order, so that each can be counted without the others. Default: as they are. */
  complete?(model: string, rows: readonly KeyedRow[]): readonly KeyedRow[];
  /** Answers with a total of named measures. Default: the query itself. */
  measured?(rows: RowReader, request: object): Promise<unknown>;
}

/** How a manifest names the question that a query answers, and which rows of the answer it digests. */
export interface AnsweredQuestion<Answer> {
  readonly kind: 'report' | 'facts' | 'read-model' | 'lineage' | 'diff';
  /** Name of the report. Default: the value of the parameter `namedBy`. */
  readonly name?: string;
  /** The parameter that names the report or read model. Default: `model`. */
  readonly namedBy?: string;
  /** Of a report: what it can be grouped by. Default: nothing. */
  readonly groupings?: readonly string[];
  /** Of a report: how the rows that it counts are counted one by one. Default: each as it is, from `run`. */
  readonly facts?: ReportFactRules;
  /** Names of the parameters, besides the one that names what is asked about. Absent: not listed. */
  readonly parameters?: readonly string[];
  /** What manifests say of parameters that were left out. Null: no value says the same. Default: nothing. */
  readonly defaults?: Readonly<Record<string, Json>>;
  /** The rows of the answer, in order, as they are shown. */
  rows(answer: Exclude<Answer, Refusal>): readonly object[];
}

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
  /**
   * Returns streams that contain all events which the answer depends on: a replay then reads these only. Undefined, and
   * by default: the whole log.
   */
  streams?(params: Params): readonly string[] | undefined;
  /** Which events a replay takes into account. Default: all. */
  eventFilter?(params: Params): (event: RecordedEvent) => boolean;
  /**
   * True if a replay is worth keeping for the next call: the query reads a page, and depends on `until` and `models`
   * only for its rows. Requires a fixed position.
   */
  readonly keepsReplay?: boolean;
  /** Parameters that `replays` depends on, as JSON: a replay is kept for calls with the same ones. Default: none. */
  replayKey?(params: Params): unknown;
  /**
   * True if the query reads as many rows as there are, such as a report: it then runs in a worker thread on live rows
   * too, and does not keep requests waiting.
   */
  readonly readsManyRows?: boolean;
  /** What manifests of the answer say. Absent: it has none. */
  readonly question?: AnsweredQuestion<Answer>;
  run(rows: RowReader, params: Params): Promise<Answer>;
}
