import { isRecord } from '@ledgerdesk/kernel';
import { isUtf8 } from 'node:buffer';
import type { EventToAppend } from './port.js';

/** Any JSON value. */
type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/**
 * The metadata of an engine event in EventStoreDB, which has no fields for `version`, `occurredAt` and `recordedAt`.
 * Holds the engine's metadata as JSON, or as text if parsing and stringifying it would change its bytes.
 */
type EsdbMetadata = {
  readonly version: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
} & ({ readonly metadata: JsonValue } | { readonly metadataText: string });

/** The fields of an engine event that EventStoreDB keeps in its metadata. */
type EngineMetadata = Pick<EventToAppend, 'version' | 'occurredAt' | 'recordedAt' | 'metadata'>;

/** Parses a JSON text, if `JSON.stringify` turns the value back into the same text; else undefined. */
export const roundTripJson = (text: string): JsonValue | undefined => {
  try {
    const value = JSON.parse(text) as JsonValue;
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
};

/** A JSON string as `JSON.stringify` writes it. */
const STRING = String.raw`"[^"\\\u0000-\u001f\ud800-\udfff]*(?:\\["\\bfnrt][^"\\\u0000-\u001f\ud800-\udfff]*)*"`;
/** An integer of at most 15 digits, which a number represents exactly. */
const INTEGER = String.raw`0(?!\d)|-?[1-9]\d{0,14}(?!\d)`;
/** JSON tokens without whitespace. Tokenization is unambiguous, so matching takes linear time. */
const PLAIN_TOKENS = new RegExp(String.raw`^(?:[{}[\],:]|${STRING}|${INTEGER}|true|false|null)*$`);
/** Property names that a parsed object reorders or drops. */
const REORDERED_NAMES = /[{,]"(?:\d+|__proto__)":/;

/** True if `roundTripJson` succeeds, for valid JSON without duplicate names. Takes a fifth of its time. */
const roundTrips = (json: string): boolean =>
  (PLAIN_TOKENS.test(json) && !REORDERED_NAMES.test(json)) || roundTripJson(json) !== undefined;

/** Content type of an engine event: JSON if a client that parses and stringifies the data keeps its bytes. */
export const contentTypeOf = ({ data }: Pick<EventToAppend, 'data'>): string =>
  roundTrips(data) ? 'application/json' : 'application/octet-stream';

export const wrapMetadata = ({ version, occurredAt, recordedAt, metadata }: EngineMetadata): EsdbMetadata => {
  const value = roundTripJson(metadata);
  const fields = { version, occurredAt, recordedAt };
  return value === undefined ? { ...fields, metadataText: metadata } : { ...fields, metadata: value };
};

/** The JSON text of `wrapMetadata`, without parsing and stringifying the metadata: for reads of many events. */
export const wrapMetadataText = ({ version, occurredAt, recordedAt, metadata }: EngineMetadata): string => {
  const fields = JSON.stringify({ version, occurredAt, recordedAt }).slice(0, -1);
  return roundTrips(metadata)
    ? `${fields},"metadata":${metadata}}`
    : `${fields},"metadataText":${JSON.stringify(metadata)}}`;
};

const metadataOf = (wrapped: Readonly<Record<string, unknown>>): string | undefined => {
  if (typeof wrapped['metadataText'] === 'string') return wrapped['metadataText'];
  return 'metadata' in wrapped ? JSON.stringify(wrapped['metadata']) : undefined;
};

/** The inverse of `wrapMetadata`; undefined for the metadata of a foreign event. */
export const unwrapMetadata = (wrapped: unknown): EngineMetadata | undefined => {
  if (!isRecord(wrapped)) return undefined;
  const { version, occurredAt, recordedAt } = wrapped;
  const metadata = metadataOf(wrapped);
  if (
    typeof version !== 'number' ||
    typeof occurredAt !== 'string' ||
    typeof recordedAt !== 'string' ||
    metadata === undefined
  )
    return undefined;
  return { version, occurredAt, recordedAt, metadata };
};

/** An event that another application wrote, as EventStoreDB's clients send and read it. */
export interface ForeignEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** Metadata with which the log marks a foreign event. */
interface ForeignMetadata {
  readonly foreign: { readonly contentType: string; readonly metadata: string; readonly encoding: 'text' | 'base64' };
}

/** True if the bytes are JSON in UTF-8, with any whitespace. */
const isJson = (bytes: Buffer, text: string): boolean => {
  try {
    JSON.parse(text);
    return isUtf8(bytes);
  } catch {
    return false;
  }
};

/** Encodes a foreign event for the log. Data that is not JSON becomes a JSON string in base64. */
export const encodeForeign = ({ id, type, contentType, data, metadata }: ForeignEvent, now: string): EventToAppend => {
  const text = data.toString('utf8');
  const encoding = isJson(data, text) ? 'text' : 'base64';
  // Keys in the order of canonical JSON.
  const marked: ForeignMetadata = { foreign: { contentType, encoding, metadata: metadata.toString('base64') } };
  return {
    id,
    type,
    version: 1,
    occurredAt: now,
    recordedAt: now,
    data: encoding === 'text' ? text : JSON.stringify(data.toString('base64')),
    metadata: JSON.stringify(marked),
  };
};

const foreignFieldsOf = (metadata: string): ForeignMetadata['foreign'] | undefined =>
  metadata.startsWith('{"foreign":') ? (JSON.parse(metadata) as ForeignMetadata).foreign : undefined;

/** True for an event that another application wrote. */
export const isForeign = ({ metadata }: Pick<EventToAppend, 'metadata'>): boolean =>
  foreignFieldsOf(metadata) !== undefined;

/** The inverse of `encodeForeign`; undefined for an engine event. */
export const decodeForeign = ({
  id,
  type,
  data,
  metadata,
}: Pick<EventToAppend, 'id' | 'type' | 'data' | 'metadata'>): ForeignEvent | undefined => {
  const fields = foreignFieldsOf(metadata);
  if (!fields) return undefined;
  const bytes = fields.encoding === 'text' ? Buffer.from(data) : Buffer.from(JSON.parse(data) as string, 'base64');
  return { id, type, contentType: fields.contentType, data: bytes, metadata: Buffer.from(fields.metadata, 'base64') };
};

/** Bytes of the data and metadata of an event as they were written: those of a foreign event before it was encoded. */
export const contentBytes = ({ data, metadata }: Pick<EventToAppend, 'data' | 'metadata'>): number => {
  const fields = foreignFieldsOf(metadata);
  if (!fields) return Buffer.byteLength(data) + Buffer.byteLength(metadata);
  const dataBytes =
    fields.encoding === 'text' ? Buffer.byteLength(data) : Buffer.byteLength(data.slice(1, -1), 'base64');
  return dataBytes + Buffer.byteLength(fields.metadata, 'base64');
};
