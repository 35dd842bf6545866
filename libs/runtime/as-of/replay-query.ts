import { type ReadableLog, readSkippedEvents, type StoredEvent } from '@ledgerdesk/event-store';
import type { Projection, RecordedEvent } from '@ledgerdesk/kernel';
import { InMemoryRowReader, type NamedQuery, type ReadStoreView, type RowReader } from '@ledgerdesk/read-store';
import { cancellable, throwIfCancelled } from './cancellable.js';
import { replayAll } from '../replay.js';
import { type Digested, runDigested, runDigestedLive } from './digested.js';
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

/** Like `replayQuery`, with what a manifest says about the answer. */
const replayDigested = async <Params>(
  source: ReplaySource,
  query: NamedQuery<Params, unknown>,
  options: ReplayOptions<Params>,
): Promise<unknown> => runDigested(asUntyped(query), await replayedRows(source, query, options), options.params);

/** A query with parameters of any type, for code that pairs them by name. */
const asUntyped = <Params, Answer>(query: NamedQuery<Params, Answer>) => query as NamedQuery<unknown, unknown>;

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
    // An event of any stream may end a replay as of an instant if several engines record by clocks of their own.
    streams: log.isRemote && 'recorded' in until ? undefined : query.streams?.(params),
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
  { query, digest = false, ...options }: AsOfTask,
  kept = new KeptReplays(),
): Promise<unknown> => {
  // `AsOfPool.query` pairs the query with its parameters; only the query's name is sent to the thread.
  const named = findNamed(queries, query, 'query');
  if (!named.keepsReplay) return (digest ? replayDigested : replayQuery)(source, named, options);
  const { params, until, masked = false } = options;
  const models = named.models(params);
  const decisions = await readSkippedEvents(source.log);
  const skipped = source.projections
    .filter(({ name }) => models.includes(name))
    .map((projection) => [...decisions.of(projection).keys()]);
  const replaced = named.replays && [query, named.replayKey?.(params)];
  const key = JSON.stringify([source.log.logId, models, until, masked, skipped, replaced]);
  const rows = await kept.rows(key, () => replayedRows(source, named, options));
  return digest ? runDigested(named, rows, params) : named.run(rows, params);
};

/** Live rows. Digested answers need a snapshot of them. */
export type LiveRows = RowReader & Partial<Pick<ReadStoreView, 'snapshot'>>;

/** Runs a task of an AsOfPool on the live rows in a worker thread, which has its own list of queries. */
export const runLiveTask = (
  rows: LiveRows,
  queries: readonly NamedQuery<unknown, unknown>[],
  { query, params, cancelled, digest = false }: AsOfTask,
): Promise<unknown> => {
  const named = findNamed(queries, query, 'query');
  return digest ? liveDigested(rows, named, { params, cancelled }) : named.run(cancellable(rows, cancelled), params);
};

const liveDigested = async <Params>(
  rows: LiveRows,
  query: NamedQuery<Params, unknown>,
  { params, cancelled }: { readonly params: Params; readonly cancelled?: Int32Array | undefined },
): Promise<unknown> => {
  if (!rows.snapshot) throw new TypeError('These rows have no snapshots. Replay the log instead.');
  return rows.snapshot((live) =>
    runDigestedLive(asUntyped(query), live, { params, reader: cancellable(live, cancelled) }),
  );
};

/**
 * Creates a reader that runs in the calling thread without limits, for short-lived processes and tests. Without live
 * rows, it replays the log for them.
 */
export const inlineAsOfReader = (source: ReplaySource, rows?: LiveRows): AsOfReader => ({
  query: (query, options) =>
    rows && isLive(query, options) ? query.run(rows, options.params) : replayQuery(source, query, options),
  queryDigested: async <Params, Answer>(query: NamedQuery<Params, Answer>, options: AsOfOptions<Params>) => {
    const digested =
      rows?.snapshot && isLive(query, options)
        ? await liveDigested(rows, query, options)
        : await replayDigested(source, query, options);
    // Both run this query with its parameters: the answer is an Answer.
    return digested as Digested<Answer>;
  },
  close: async () => undefined,
});
