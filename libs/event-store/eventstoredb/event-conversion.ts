import { binaryEvent, type EventData, jsonEvent, type JSONType } from '@eventstore/db-client';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import {
  type ForeignEvent,
  decodeForeign,
  encodeForeign,
  roundTripJson,
  unwrapMetadata,
  wrapMetadata,
} from '../esdb-format.js';
import type { EventToAppend, StoredEvent } from '../port.js';
import { uuidText } from './uuid-text.js';

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

type RecordedEvent = ReadResp.ReadEvent.RecordedEvent;

const JSON_TYPE = 'application/json';
/** The server counts time in units of 100 ns. */
const TICKS_PER_MS = 10_000n;

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The value of a JSON text; undefined if the text is not JSON. */
const parsed = (text: string): JSONType | undefined => {
  try {
    return JSON.parse(text) as JSONType;
  } catch {
    return undefined;
  }
};

/** JSON without whitespace, as clients send it when they append the event again; other bytes unchanged. */
const compact = (bytes: Buffer): Buffer => {
  const value = parsed(bytes.toString('utf8'));
  return value === undefined ? bytes : Buffer.from(JSON.stringify(value));
};

/** The time at which the server recorded an event. */
const createdAt = (record: RecordedEvent): string => {
  const ticks = record.getMetadataMap().get('created') ?? '';
  return new Date(/^\d{1,20}$/.test(ticks) ? Number(BigInt(ticks) / TICKS_PER_MS) : 0).toISOString();
};

const contentsOf = (record: RecordedEvent, id: string, type: string): Omit<EventToAppend, 'id' | 'type'> => {
  const data = bufferOf(record.getData_asU8());
  const metadata = bufferOf(record.getCustomMetadata_asU8());
  const engineMetadata = unwrapMetadata(parsed(metadata.toString('utf8')));
  if (engineMetadata) return { ...engineMetadata, data: data.toString('utf8') };
  const contentType = record.getMetadataMap().get('content-type') ?? '';
  const isJson = contentType === JSON_TYPE;
  return encodeForeign(
    {
      id,
      type,
      contentType: isJson ? JSON_TYPE : 'application/octet-stream',
      data: isJson ? compact(data) : data,
      metadata: compact(metadata),
    },
    createdAt(record),
  );
};

/**
 * Converts an event that the server sent, without parsing its data: who needs them decodes the text. Undefined for a
 * link whose target no longer exists.
 */
export const fromReadEvent = (read: ReadResp.ReadEvent | undefined): StoredEvent | undefined => {
  const record = read?.getEvent();
  if (!record) return undefined;
  const id = uuidText(record.getId());
  const type = record.getMetadataMap().get('type') ?? '';
  return {
    id,
    type,
    ...contentsOf(record, id, type),
    stream: bufferOf(record.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array()).toString('utf8'),
    revision: Number(record.getStreamRevision()),
    position: String(record.getCommitPosition()),
  };
};
