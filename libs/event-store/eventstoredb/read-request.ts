import type { ReadPosition, ReadRevision } from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { LogFilter, ReadAllOptions } from '../port.js';

const { Options } = streams.ReadReq;

/** Where a read begins, in which direction, and how many records it returns at most. */
interface ReadRange<From> {
  readonly from: From;
  readonly direction: NonNullable<ReadAllOptions['direction']>;
  /** Default: all of them. */
  readonly maxCount?: number | undefined;
}

/** What the server scans between two checkpoints of a subscription. */
interface ScanOptions {
  /** Events that it scans before it looks whether a checkpoint is due. */
  readonly window: number;
  /** Such windows from one checkpoint to the next. */
  readonly windowsPerCheckpoint: number;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Requests that the ids of events are sent as text. */
const newOptions = (): ReadReq.Options => {
  const ids = new Options.UUIDOption().setString(new shared.Empty());
  return new Options().setUuidOption(ids).setResolveLinks(false);
};

const requestOf = (options: ReadReq.Options): ReadReq => new streams.ReadReq().setOptions(options);

const allFrom = (from: ReadPosition): ReadReq.Options.AllOptions => {
  const all = new Options.AllOptions();
  if (from === 'start') return all.setStart(new shared.Empty());
  if (from === 'end') return all.setEnd(new shared.Empty());
  const position = new Options.Position()
    .setCommitPosition(String(from.commit))
    .setPreparePosition(String(from.prepare));
  return all.setPosition(position);
};

const streamFrom = (stream: string, from: ReadRevision): ReadReq.Options.StreamOptions => {
  const identifier = new shared.StreamIdentifier().setStreamName(base64(stream));
  const options = new Options.StreamOptions().setStreamIdentifier(identifier);
  if (from === 'start') return options.setStart(new shared.Empty());
  return from === 'end' ? options.setEnd(new shared.Empty()) : options.setRevision(String(from));
};

const paged = ({ direction, maxCount = Number.MAX_SAFE_INTEGER }: Omit<ReadRange<unknown>, 'from'>): ReadReq.Options =>
  newOptions()
    .setReadDirection(direction === 'forward' ? Options.ReadDirection.FORWARDS : Options.ReadDirection.BACKWARDS)
    .setCount(String(maxCount))
    .setNoFilter(new shared.Empty());

/** A read of `$all`. */
export const readAllRequest = ({ from, ...range }: ReadRange<ReadPosition>): ReadReq =>
  requestOf(paged(range).setAll(allFrom(from)));

/** A read of a stream. */
export const readStreamRequest = (stream: string, { from, ...range }: ReadRange<ReadRevision>): ReadReq =>
  requestOf(paged(range).setStream(streamFrom(stream, from)));

/** The server filters by stream or by type, and only by prefix. Without a condition it leaves out system events. */
const filterOf = ({ streamPrefixes = [], types = [] }: LogFilter, scan: ScanOptions): ReadReq.Options.FilterOptions => {
  const expression = new Options.FilterOptions.Expression();
  const filter = new Options.FilterOptions()
    .setMax(scan.window)
    .setCheckpointintervalmultiplier(scan.windowsPerCheckpoint);
  if (streamPrefixes.length > 0) return filter.setStreamIdentifier(expression.setPrefixList([...streamPrefixes]));
  if (types.length > 0) return filter.setEventType(expression.setPrefixList([...types]));
  return filter.setEventType(expression.setRegex('^[^$].*'));
};

/**
 * A subscription to `$all`, filtered by the server. It filters by one condition of several: the client has to filter
 * again what it receives.
 */
export const subscriptionRequest = (from: ReadPosition, filter: LogFilter, scan: ScanOptions): ReadReq => {
  const options = newOptions().setAll(allFrom(from)).setFilter(filterOf(filter, scan));
  return requestOf(options.setSubscription(new Options.SubscriptionOptions()));
};
