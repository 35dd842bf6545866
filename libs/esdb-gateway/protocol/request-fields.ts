import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, BatchAppendReq, ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import { type ForeignEvent, encodeForeign, unwrapMetadata } from '../../event-store/esdb-format.js';
import type { EventToAppend, ExpectedRevision } from '../../event-store/port.js';
import { badRequest } from './rpc-error.js';

type Proposed = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;

/** The bytes of a field, which is text as long as it is empty: a view of the message, no copy. */
const bytesOf = (field: Uint8Array | string): Buffer =>
  typeof field === 'string'
    ? Buffer.from(field, 'base64')
    : Buffer.from(field.buffer, field.byteOffset, field.byteLength);

export const streamNameOf = (identifier: StreamIdentifier | undefined): string => {
  const name = bytesOf(identifier?.getStreamName() ?? '').toString('utf8');
  if (name === '') throw badRequest('A stream has a name.');
  return name;
};

const half = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');

/** A UUID in text, whether it came as text or as two numbers. */
export const uuidOf = (uuid: UUID | undefined): string => {
  const structured = uuid?.getStructured();
  if (!structured) return uuid?.getString() ?? '';
  const hex = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

const parsed = (bytes: Buffer): unknown => {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
};

const foreign = (message: Proposed): ForeignEvent => {
  const described = message.getMetadataMap();
  return {
    id: uuidOf(message.getId()),
    type: described.get('type') ?? '',
    contentType: described.get('content-type') ?? 'application/octet-stream',
    data: bytesOf(message.getData()),
    metadata: bytesOf(message.getCustomMetadata()),
  };
};

/**
 * A proposed event as the log keeps it. One that the engine wrote is taken out of its wrapping, where it says when it was
 * recorded; only where `engineWrites` says that the engine's own processes write here, since anybody could say so.
 */
export const eventFrom = (message: Proposed, recordedAt: string, engineWrites: boolean): EventToAppend => {
  const event = foreign(message);
  if (event.id === '' || event.type === '') throw badRequest('An event has an id and a type.');
  const own = engineWrites ? unwrapMetadata(parsed(event.metadata)) : undefined;
  if (!own || parsed(event.data) === undefined) return encodeForeign(event, recordedAt);
  return { id: event.id, type: event.type, ...own, data: event.data.toString('utf8') };
};

interface ExpectedIn {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

/** `revision` is read only where none of the others is set. */
export const expectedIn = (options: ExpectedIn, revision: () => string): ExpectedRevision => {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'stream-exists';
  return options.hasAny() ? 'any' : Number(revision());
};

export const optionsOf = (request: ReadReq): ReadReq.Options => request.getOptions() ?? new streams.ReadReq.Options();
