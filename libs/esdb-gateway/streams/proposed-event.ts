import type { AppendReq, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import { encodeForeign, type EventToAppend, type ForeignEvent, unwrapMetadata } from '@ledgerdesk/event-store';
import { bytesOf, uuidOf } from '../protocol/request-fields.js';
import { badRequest } from '../protocol/rpc-error.js';

type ProposedMessage = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;

const parsed = (bytes: Buffer): unknown => {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
};

const parseForeignEvent = (message: ProposedMessage): ForeignEvent => {
  const metadata = message.getMetadataMap();
  return {
    id: uuidOf(message.getId()),
    type: metadata.get('type') ?? '',
    contentType: metadata.get('content-type') ?? 'application/octet-stream',
    data: bytesOf(message.getData()),
    metadata: bytesOf(message.getCustomMetadata()),
  };
};

/**
 * Converts a proposed event to the form in which the log stores it. Engine metadata, which include times of recording,
 * are trusted only if `engineWrites` is set, because any client can send them.
 * @throws RpcError if the id or type is missing
 */
export const proposedEvent = (message: ProposedMessage, recordedAt: string, engineWrites: boolean): EventToAppend => {
  const event = parseForeignEvent(message);
  if (event.id === '' || event.type === '') throw badRequest('The id or type of an event is missing.');
  const engineMetadata = engineWrites ? unwrapMetadata(parsed(event.metadata)) : undefined;
  if (!engineMetadata || parsed(event.data) === undefined) return encodeForeign(event, recordedAt);
  return { id: event.id, type: event.type, ...engineMetadata, data: event.data.toString('utf8') };
};
