import type { AppendReq, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import {
  encodeForeign,
  type EventToAppend,
  type ForeignEvent,
  TOMBSTONE_TYPE,
  unwrapMetadata,
} from '@ledgerdesk/event-store';
import { parseEventId } from '../protocol/event-id.js';
import { bytesOf } from '../protocol/request-fields.js';
import { badRequest } from '../protocol/rpc-error.js';

export type ProposedMessage = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;

const parsed = (bytes: Buffer): unknown => {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
};

/**
 * Parses a proposed event.
 * @throws RpcError if the id is not a UUID, or the type is missing or reserved
 */
export const parseProposedEvent = (message: ProposedMessage): ForeignEvent => {
  const metadata = message.getMetadataMap();
  const type = metadata.get('type') ?? '';
  if (type === '') throw badRequest('The type of an event is missing.');
  if (type === TOMBSTONE_TYPE)
    throw badRequest(`Event type ${TOMBSTONE_TYPE} is reserved. Call Tombstone to delete a stream.`);
  return {
    id: parseEventId(message.getId()),
    type,
    contentType: metadata.get('content-type') ?? 'application/octet-stream',
    data: bytesOf(message.getData()),
    metadata: bytesOf(message.getCustomMetadata()),
  };
};

/**
 * Converts a proposed event to the form in which the log stores it. Engine metadata, which include times of recording,
 * are trusted only if `engineWrites` is set, because any client can send them.
 */
export const toStoredForm = (event: ForeignEvent, recordedAt: string, engineWrites: boolean): EventToAppend => {
  const engineMetadata = engineWrites ? unwrapMetadata(parsed(event.metadata)) : undefined;
  if (!engineMetadata || parsed(event.data) === undefined) return encodeForeign(event, recordedAt);
  return { id: event.id, type: event.type, ...engineMetadata, data: event.data.toString('utf8') };
};
