import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, BatchAppendReq, ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import { type ForeignEvent, foreignToStore, unwrapMetadata } from '../esdb-format.js';
import type { EventToAppend, ExpectedRevision } from '../port.js';
import { badRequest } from './faults.js';

type Proposed = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;

export const streamNameOf = (identifier: StreamIdentifier | undefined): string => {
  const name = Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
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

const parsed = (bytes: Uint8Array): unknown => {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
};

const foreign = (message: Proposed): ForeignEvent => ({
  id: uuidOf(message.getId()),
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? 'application/octet-stream',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

/** A proposed event as the log keeps it; one that the engine wrote is taken out of its wrapping. */
export const eventFrom = (message: Proposed, now: () => string): EventToAppend => {
  const event = foreign(message);
  if (event.id === '' || event.type === '') throw badRequest('An event has an id and a type.');
  const own = unwrapMetadata(parsed(event.metadata));
  if (!own) return foreignToStore(event, now());
  return { id: event.id, type: event.type, ...own, data: Buffer.from(event.data).toString('utf8') };
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
