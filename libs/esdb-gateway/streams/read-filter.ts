import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { type EventMatcher, eventMatcher, parseFilterExpression, MATCH_ALL } from '../protocol/event-filter.js';

/** The filter of a read of, or subscription to, `$all`. */
export interface ReadFilter extends EventMatcher {
  /** A subscription sends a checkpoint after scanning this many events. */
  readonly checkpointInterval: number;
}

const DEFAULT_SEARCH_WINDOW = 32;

/** @throws RpcError for a filter on neither streams nor types, and for an invalid regular expression */
export const parseReadFilter = (options: ReadReq.Options): ReadFilter => {
  const filter = options.getFilter();
  if (!filter) return { ...MATCH_ALL, checkpointInterval: Infinity };
  const window = filter.hasMax() ? filter.getMax() : DEFAULT_SEARCH_WINDOW;
  const checkpointInterval = Math.max(1, window * Math.max(1, filter.getCheckpointintervalmultiplier()));
  return { ...eventMatcher(parseFilterExpression(filter)), checkpointInterval };
};
