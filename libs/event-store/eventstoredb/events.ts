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
  foreignFromStore,
  foreignToStore,
  plainJson,
  unwrapMetadata,
  wrapMetadata,
} from '../esdb-format.js';
import type { EventToAppend, StoredEvent } from '../port.js';

const foreignToClient = ({ id, type, contentType, data, metadata }: ForeignEvent): EventData => {
  const json = contentType === 'application/json' ? plainJson(data.toString('utf8')) : undefined;
  const bytes = new Uint8Array(metadata);
  return json === undefined
    ? binaryEvent({ id, type, metadata: bytes, data: new Uint8Array(data) })
    : jsonEvent({ id, type, metadata: bytes, data: json as JSONType });
};

/** An event as the client sends it: JSON where JSON gives the same bytes again. */
export const toClient = (event: EventToAppend): EventData => {
  const foreign = foreignFromStore(event);
  if (foreign) return foreignToClient(foreign);
  const { id, type, data } = event;
  const value = plainJson(data);
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
  const own = unwrapMetadata(event.metadata);
  if (own) return { ...own, data: bytesOf(event.data).toString('utf8') };
  const contentType = event.isJson ? 'application/json' : 'application/octet-stream';
  return foreignToStore(
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

/** An event as the client read it; undefined for a link whose event is gone. */
export const fromClient = ({
  event,
  commitPosition,
}: ResolvedEvent | AllStreamResolvedEvent): StoredEvent | undefined =>
  event && fromRecord(event, event.position?.commit ?? commitPosition ?? 0n);
