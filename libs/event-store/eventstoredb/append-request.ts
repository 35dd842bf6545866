import type { AppendExpectedRevision, EventData } from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';

/** An append to one stream. */
export interface Append {
  readonly stream: string;
  readonly events: readonly EventData[];
  readonly expectedRevision: AppendExpectedRevision;
  /** Time that the client waits for an answer, in ms. Default: no limit. */
  readonly deadlineMs?: number;
}

/** A request that one append is, except for the id of its answer. */
export interface AppendRequest extends Pick<Append, 'stream' | 'deadlineMs'> {
  readonly message: BatchAppendReq;
  /** Its size as servers measure it against their limit: types in UTF-16, data and metadata. */
  readonly bytes: number;
}

/** The bytes of a text, as an array that the message keeps as it is: it copies a Buffer. */
const bytesOf = (text: string): Uint8Array => {
  const { buffer, byteOffset, length } = Buffer.from(text);
  return new Uint8Array(buffer, byteOffset, length);
};

const jsonOf = (value: unknown): Uint8Array => bytesOf(JSON.stringify(value));

const contentOf = (value: unknown): Uint8Array => {
  if (value === undefined) return new Uint8Array();
  return value instanceof Uint8Array ? value : jsonOf(value);
};

/** Adds an event to a request, and returns its size. */
const addEvent = (request: BatchAppendReq, { id, type, contentType, ...contents }: EventData): number => {
  const data = contentType === 'application/json' ? jsonOf(contents.data) : contentOf(contents.data);
  const metadata = contentOf(contents.metadata);
  const event = request
    .addProposedMessages()
    .setId(new shared.UUID().setString(id))
    .setData(data)
    .setCustomMetadata(metadata);
  event.getMetadataMap().set('type', type).set('content-type', contentType);
  return type.length * 2 + data.length + metadata.length;
};

/** Without a deadline, which is a time of the server's clock: if that is ahead, the server would refuse all appends. */
const optionsOf = ({
  stream,
  expectedRevision,
}: Pick<Append, 'stream' | 'expectedRevision'>): BatchAppendReq.Options => {
  const options = new streams.BatchAppendReq.Options().setStreamIdentifier(
    new shared.StreamIdentifier().setStreamName(bytesOf(stream)),
  );
  if (expectedRevision === 'any') return options.setAny(new empty.Empty());
  if (expectedRevision === 'no_stream') return options.setNoStream(new empty.Empty());
  if (expectedRevision === 'stream_exists') return options.setStreamExists(new empty.Empty());
  return options.setStreamPosition(String(expectedRevision));
};

/** Encodes an append, whose deadline begins now. */
export const requestOf = ({ events, ...append }: Append): AppendRequest => {
  const message = new streams.BatchAppendReq().setOptions(optionsOf(append)).setIsFinal(true);
  const bytes = events.reduce((sum, event) => sum + addEvent(message, event), 0);
  return { stream: append.stream, deadlineMs: append.deadlineMs, message, bytes };
};
