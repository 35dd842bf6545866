import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { ExpectedRevision } from '@ledgerdesk/event-store';
import { badRequest } from './rpc-error.js';

/** The bytes of a field, which the generated classes return as a string if it is empty. A view, not a copy. */
export const bytesOf = (field: Uint8Array | string): Buffer =>
  typeof field === 'string'
    ? Buffer.from(field, 'base64')
    : Buffer.from(field.buffer, field.byteOffset, field.byteLength);

/** @throws RpcError if the name is missing */
export const streamNameOf = (identifier: StreamIdentifier | undefined): string => {
  const name = bytesOf(identifier?.getStreamName() ?? '').toString('utf8');
  if (name === '') throw badRequest('The stream name is missing.');
  return name;
};

const hexOf = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');

/** The text of a UUID that was sent as text or as two 64-bit integers. */
export const uuidOf = (uuid: UUID | undefined): string => {
  const structured = uuid?.getStructured();
  if (!structured) return uuid?.getString() ?? '';
  const hex = hexOf(structured.getMostSignificantBits()) + hexOf(structured.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

interface ExpectedVersionField {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

/** The expected revision of a write. `revision` reads the field that holds a number, which differs by request. */
export const parseExpectedRevision = (options: ExpectedVersionField, revision: () => string): ExpectedRevision => {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'stream-exists';
  return options.hasAny() ? 'any' : Number(revision());
};

export const readOptionsOf = (request: ReadReq): ReadReq.Options =>
  request.getOptions() ?? new streams.ReadReq.Options();
