import { type ReadableLog, readSkippedEvents, type StoredEvent } from '@ledgerdesk/event-store';
import type { Projection, RecordedEvent } from '@ledgerdesk/kernel';
import { InMemoryRowReader, type NamedQuery, type RowReader } from '@ledgerdesk/read-store';
import { cancellable, throwIfCancelled } from './cancellable.js';
import { replayAll } from '../replay.js';
import { type AsOfOptions, type AsOfReader, type AsOfTask, isLive } from './as-of-reader.js';
import { KeptReplays } from './kept-replays.js';

/** The log, projections and decoders that as-of queries are replayed with. */
export interface ReplaySource {
  readonly log: ReadableLog;
  /** Every projection that a query may read. */
  readonly projections: readonly Projection[];
  readonly decode: (stored: StoredEvent) => RecordedEvent;
  /** Like `decode`, with personal fields masked. */
  readonly decodeMasked: (stored: StoredEvent) => RecordedEvent;
}

/** Replays the models that a query reads and runs the query on them, in the calling thread. */
const replayQuery = async <Params, Answer>(
  source: ReplaySource,
  query: NamedQuery<Params, Answer>,
  options: ReplayOptions<Params>,
): Promise<Answer> => query.run(await replayedRows(source, query, options), options.params);

interface ReplayOptions<Params> extends AsOfOptions<Params> {
  /** Its first element is set to 1 when the result is no longer wanted. */
  readonly cancelled?: Int32Array;
}

const replayedRows = async <Params>(
  { log, projections, decode, decodeMasked }: ReplaySource,
  query: NamedQuery<Params, unknown>,
  { params, until, masked = false, cancelled }: ReplayOptions<Params>,
): Promise<RowReader> => {
  const models = query
    .models(params)
    .map((model) => findNamed(projections, model, 'projection'))
    .map((projection) => query.replays?.(projection, params) ?? projection);
  const tables = await replayAll(models, {
    log,
    until,
    decode: masked ? decodeMasked : decode,
    onPage: () => throwIfCancelled(cancelled),
    ...(query.eventFilter && { eventFilter: query.eventFilter(params) }),
  });
  return new InMemoryRowReader(
    models.map((projection) => ({ projection, rows: tables.get(projection.name) ?? new Map() })),
  );
};

const findNamed = <T extends { readonly name: string }>(all: readonly T[], name: string, kind: string): T => {
  const found = all.find((candidate) => candidate.name === name);
  if (!found) throw new RangeError(`Unknown ${kind} "${name}". Register it or correct the name.`);
  return found;
};

/** Runs a task of an AsOfPool in a worker thread, which has its own source and list of queries. */
export const runAsOfTask = async (
  source: ReplaySource,
  queries: readonly NamedQuery<unknown, unknown>[],
  { query, ...options }: AsOfTask,
  kept = new KeptReplays(),
): Promise<unknown> => {
  // `AsOfPool.query` pairs the query with its parameters; only the query's name is sent to the thread.
  const named = findNamed(queries, query, 'query');
  if (!named.keepsReplay) return replayQuery(source, named, options);
  const { params, until, masked = false } = options;
  const models = named.models(params);
  const decisions = await readSkippedEvents(source.log);
  const skipped = source.projections
    .filter(({ name }) => models.includes(name))
    .map((projection) => [...decisions.of(projection).keys()]);
  const key = JSON.stringify([source.log.logId, models, until, masked, skipped]);
  const rows = await kept.rows(key, () => replayedRows(source, named, options));
  return named.run(rows, params);
};

/** Runs a task of an AsOfPool on the live rows in a worker thread, which has its own list of queries. */
export const runLiveTask = (
  rows: RowReader,
  queries: readonly NamedQuery<unknown, unknown>[],
  { query, params, cancelled }: AsOfTask,
): Promise<unknown> => findNamed(queries, query, 'query').run(cancellable(rows, cancelled), params);

/**
 * Creates a reader that runs in the calling thread without limits, for short-lived processes and tests. Without live
 * rows, it replays the log for them.
 */
export const inlineAsOfReader = (source: ReplaySource, rows?: RowReader): AsOfReader => ({
  query: (query, options) =>
    rows && isLive(query, options) ? query.run(rows, options.params) : replayQuery(source, query, options),
  close: async () => undefined,
});
