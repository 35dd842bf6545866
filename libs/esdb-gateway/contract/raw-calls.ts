import { randomUUID } from 'node:crypto';
import type { CallOptions, ServiceError } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type {
  AppendReq,
  AppendResp,
  DeleteResp,
  ReadReq,
  ReadResp,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';

/** The generated gRPC client of the current test: for requests that EventStoreDB's own client never sends. */
export type Streams = () => StreamsClient;

/** An event as it is sent; fields left out have defaults. */
export interface RawEvent {
  readonly id?: string;
  readonly type?: string;
  readonly contentType?: string;
  readonly data?: Uint8Array;
  readonly metadata?: Uint8Array;
}

interface MutableEvent {
  setId(id: UUID): unknown;
  setData(data: Uint8Array): unknown;
  setCustomMetadata(metadata: Uint8Array): unknown;
  getMetadataMap(): { set(name: string, value: string): unknown };
}

/** Sets the fields of a proposed message. */
export const fill = <Message extends MutableEvent>(
  message: Message,
  { id = randomUUID(), type = 'Raw', contentType = 'application/octet-stream', data, metadata }: RawEvent,
): Message => {
  message.setId(new shared.UUID().setString(id));
  message.getMetadataMap().set('type', type);
  message.getMetadataMap().set('content-type', contentType);
  if (data) message.setData(data);
  if (metadata) message.setCustomMetadata(metadata);
  return message;
};

export const streamIdentifier = (stream: string): StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(stream));

/** Calls `Append`, with expected revision `any` unless `options` set another. */
export const rawAppend = (
  client: StreamsClient,
  stream: string,
  events: readonly RawEvent[],
  options: AppendReq.Options = new streams.AppendReq.Options().setAny(new shared.Empty()),
): Promise<AppendResp> =>
  new Promise((resolve, reject) => {
    const call = client.append((error: ServiceError | null, response) => (error ? reject(error) : resolve(response)));
    call.on('error', reject);
    call.write(new streams.AppendReq().setOptions(options.setStreamIdentifier(streamIdentifier(stream))));
    for (const event of events)
      call.write(new streams.AppendReq().setProposedMessage(fill(new streams.AppendReq.ProposedMessage(), event)));
    call.end();
  });

/** Calls `Delete` with expected revision `stream-exists`. */
export const rawDeleteExisting = (client: StreamsClient, stream: string): Promise<DeleteResp> =>
  new Promise((resolve, reject) => {
    const options = new streams.DeleteReq.Options().setStreamIdentifier(streamIdentifier(stream));
    client.delete(
      new streams.DeleteReq().setOptions(options.setStreamExists(new shared.Empty())),
      (error: ServiceError | null, response) => (error ? reject(error) : resolve(response)),
    );
  });

/** Calls `Tombstone` with expected revision `stream-exists`. */
export const rawTombstoneExisting = (client: StreamsClient, stream: string): Promise<TombstoneResp> =>
  new Promise((resolve, reject) => {
    const options = new streams.TombstoneReq.Options().setStreamIdentifier(streamIdentifier(stream));
    client.tombstone(
      new streams.TombstoneReq().setOptions(options.setStreamExists(new shared.Empty())),
      (error: ServiceError | null, response) => (error ? reject(error) : resolve(response)),
    );
  });

interface FilteredRead {
  readonly direction: 'forward' | 'backward';
  readonly from: bigint;
  /** A regular expression on types, or prefixes of streams. */
  readonly filter: { readonly types?: string; readonly streamPrefixes?: readonly string[] };
  readonly count: number;
}

const filterOptions = ({ types = '', streamPrefixes }: FilteredRead['filter']): ReadReq.Options.FilterOptions => {
  const { FilterOptions } = streams.ReadReq.Options;
  const options = new FilterOptions().setMax(32).setCheckpointintervalmultiplier(1);
  return streamPrefixes
    ? options.setStreamIdentifier(new FilterOptions.Expression().setPrefixList([...streamPrefixes]))
    : options.setEventType(new FilterOptions.Expression().setRegex(types));
};

/** Calls `Read` on `$all` with a filter, which EventStoreDB's own client does for subscriptions only. */
export const filteredReadCall = (
  client: StreamsClient,
  { direction, from, filter, count }: FilteredRead,
  callOptions: CallOptions = {},
) => {
  const { Options } = streams.ReadReq;
  const position = new Options.Position().setCommitPosition(String(from)).setPreparePosition(String(from));
  const options = new Options()
    .setAll(new Options.AllOptions().setPosition(position))
    .setReadDirection(direction === 'forward' ? 0 : 1)
    .setCount(String(count))
    .setUuidOption(new Options.UUIDOption().setString(new shared.Empty()))
    .setFilter(filterOptions(filter));
  return client.read(new streams.ReadReq().setOptions(options), callOptions);
};

/** The types of the events that a filtered read of `$all` returns. */
export const filteredRead = async (client: StreamsClient, read: FilteredRead): Promise<readonly string[]> => {
  const types: string[] = [];
  const responses: AsyncIterable<ReadResp> = filteredReadCall(client, read);
  for await (const response of responses) {
    const event = response.getEvent()?.getEvent();
    if (event) types.push(event.getMetadataMap().get('type') ?? '');
  }
  return types;
};
