import {
  type AllStreamResolvedEvent,
  binaryEvent,
  type EventData,
  jsonEvent,
  type JSONType,
  type RecordedEvent,
  type ResolvedEvent,
} from '@eventstore/db-client';
import {
  type ForeignEvent,
  decodeForeign,
  encodeForeign,
  roundTripJson,
  unwrapMetadata,
  wrapMetadata,
} from '../esdb-format.js';
import type { EventToAppend, StoredEvent } from '../port.js';

const foreignToClient = ({ id, type, contentType, data, metadata }: ForeignEvent): EventData => {
  const json = contentType === 'application/json' ? roundTripJson(data.toString('utf8')) : undefined;
  const bytes = new Uint8Array(metadata);
  return json === undefined
    ? binaryEvent({ id, type, metadata: bytes, data: new Uint8Array(data) })
    : jsonEvent({ id, type, metadata: bytes, data: json as JSONType });
};

/** Converts an event for the client: as JSON if that keeps its bytes, else as binary. */
export const toClientEvent = (event: EventToAppend): EventData => {
  const foreign = decodeForeign(event);
  if (foreign) return foreignToClient(foreign);
  const { id, type, data } = event;
  const value = roundTripJson(data);
  const metadata = { ...wrapMetadata(event) };
  return value === undefined
    ? binaryEvent({ id, type, metadata, data: new Uint8Array(Buffer.from(data)) })
    : jsonEvent({ id, type, metadata, data: value as JSONType });
};

const bytesOf = (value: unknown): Buffer => {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return Buffer.from(value === undefined ? '' : JSON.stringify(value));
};

const contentsOf = (event: RecordedEvent): Omit<EventToAppend, 'id' | 'type'> => {
  const engineMetadata = unwrapMetadata(event.metadata);
  if (engineMetadata) return { ...engineMetadata, data: bytesOf(event.data).toString('utf8') };
  const contentType = event.isJson ? 'application/json' : 'application/octet-stream';
  return encodeForeign(
    { id: event.id, type: event.type, contentType, data: bytesOf(event.data), metadata: bytesOf(event.metadata) },
    event.created.toISOString(),
  );
};

const fromRecord = (event: RecordedEvent, position: bigint): StoredEvent => ({
  id: event.id,
  type: event.type,
  ...contentsOf(event),
  stream: event.streamId,
  revision: Number(event.revision),
  position: String(position),
});

/** Converts an event that the client read; undefined for a link whose target no longer exists. */
export const fromClientEvent = ({
  event,
  commitPosition,
}: ResolvedEvent | AllStreamResolvedEvent): StoredEvent | undefined =>
  event && fromRecord(event, event.position?.commit ?? commitPosition ?? 0n);
